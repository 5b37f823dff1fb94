#!/usr/bin/env bash
# Trains every policy that is shipped, and the success detector, from nothing to the shipped files. From sim-workers, after
# ./mvnw package: training/everything.sh FOLDER. Says after each part how long it took. See ../README.md for the times.
# Left out is arm-many-early: its expert is gone from the code, and a weaker rival is any early hand.
set -euo pipefail
set -f # the class path's stars are for java

made=${1:?usage: training/everything.sh FOLDER}
here=training
export PYTHON=${PYTHON:-python3} CLASSPATH=${CLASSPATH:-target/dist/*:target/dist/lib/*}
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED)
scenes=(blocks-and-bowls stacking-and-sorting drawer-and-lid push-board)

tabletop() {
    local data=$made/tabletop/data
    if [ ! -e "$data/expert/DONE" ]; then
        "${java[@]}" dev.parley.sim.training.GenerateDemonstrations --out "$data/expert" --episodes 2400
        touch "$data/expert/DONE"
    fi
    "${java[@]}" dev.parley.sim.training.ExportSentences --out "$made/tabletop/sentences"
    "$PYTHON" $here/train.py --data "$data" --sentences "$made/tabletop/sentences/sentences.f32" --out "$made/tabletop/run" --steps 3000
    "$PYTHON" $here/publish.py "$made/tabletop/run/policy-02000.onnx" $here/cards/tabletop-bc.json src/main/resources/policies/tabletop-bc
    "$PYTHON" $here/publish.py "$made/tabletop/run/policy-00400.onnx" $here/cards/tabletop-bc-early.json src/main/resources/policies/tabletop-bc-early
}

detector() {
    local i=0
    for scene in "${scenes[@]}"; do
        "${java[@]}" dev.parley.sim.detector.GenerateEndings --scene "$scene" --out "$made/endings/$scene" \
            --episodes 400 --first-seed $((3000000 + 20000 * i))
        "${java[@]}" dev.parley.sim.detector.GenerateEndings --scene "$scene" --out "$made/calibration/$scene" \
            --episodes 120 --first-seed $((700000 + 20000 * i))
        i=$((i + 1))
    done
    "$PYTHON" $here/train_detector.py --scenes src/main/resources/scenes --endings "$made/endings" --samples "$made/arm/samples" \
        --calibration "$made/calibration" --phrases "$made/arm/phrases" --eye "$made/arm/run/perception.pt" \
        --words "$made/arm/run/words.pt" --out "$made/detector"
    "$PYTHON" $here/publish_detector.py "$made/detector/detector.onnx" $here/cards/arm-detector.json src/main/resources/detectors/arm-detector
}

# Tries the skills of the arm that was just made, which stands before the packaged one on the class path.
planner() {
    local tries=()
    for scene in "${scenes[@]}"; do
        CLASSPATH=src/main/resources:$CLASSPATH "${java[@]}" dev.parley.sim.planner.TrySkills --policy arm-many --scene "$scene" --out "$made/tries/$scene" \
            --episodes 200 --first-seed 1200000
        tries+=("$made/tries/$scene")
    done
    "$PYTHON" $here/planner.py --data "${tries[@]}" --run "$made/arm/run" --hand "$made/arm/run/hand.pt" --out "$made/planner"
    "$PYTHON" $here/publish_planner.py --run "$made/planner" --skills arm-many --border 0.62
}

timed() {
    local from=$SECONDS
    echo "== $1"
    "${@:2}"
    echo "== $1 took $(((SECONDS - from + 59) / 60)) min"
}

timed tabletop tabletop
timed arm $here/arm.sh "$made/arm"
timed detector detector
timed planner planner
timed navigation $here/navigation.sh "$made/navigation"
echo "== everything took $(((SECONDS + 59) / 60)) min"
