#!/usr/bin/env bash
# Makes the arm's policy for all its tables from nothing: samples, eyes, reader of sentences, hand, the shipped files. From sim-workers, after
# ./mvnw package: training/arm.sh WORK_FOLDER. See ../README.md for its time.
# training/arm.sh WORK_FOLDER toy does the same with next to nothing, to see that it works, and ships nothing.
set -euo pipefail
set -f # the class path's stars are for java

work=${1:?usage: training/arm.sh WORK_FOLDER [toy]}
size=${2:-shipped}
case $size in
    shipped)
        scenes=(push-board:384 stacking-and-sorting:384 drawer-and-lid:224 blocks-and-bowls:120)
        parts=4 looks=1500 sentences=40
        see=(--steps 14000 --minutes 600 --goal-steps 1500 --goal-minutes 600) read=(--steps 2500) act=(--steps 12000 --minutes 600)
        ;;
    toy)
        scenes=(stacking-and-sorting:4 blocks-and-bowls:4)
        parts=1 looks=4 sentences=2
        see=(--steps 60 --goal-steps 90 --batch 32 --show 10 --threads 1)
        read=(--steps 60 --show 10 --threads 1) act=(--steps 240 --batch 128 --show 20 --threads 1)
        ;;
    *)
        echo "The size is toy or left out, not $size" >&2
        exit 2
        ;;
esac
here=training
python=${PYTHON:-python3}
export CLASSPATH=${CLASSPATH:-target/dist/*:target/dist/lib/*}
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED)

# Whole episodes, and short looks at many more starts, which only the eyes are taught with.
names=()
for ((part = 0; part < parts; part++)); do
    for pair in "${scenes[@]}"; do
        scene=${pair%:*} episodes=${pair#*:}
        [ "$part" -gt 0 ] || names+=("$scene")
        [ -e "$work/samples/$scene/$part/DONE" ] || "${java[@]}" dev.parley.sim.training.GenerateSamples --scene "$scene" \
            --out "$work/samples/$scene/$part" --episodes "$episodes" --first-seed $((1000000 + 10000 * part))
        [ -e "$work/looks/$scene/$part/DONE" ] || "${java[@]}" dev.parley.sim.training.GenerateSamples --scene "$scene" \
            --out "$work/looks/$scene/$part" --episodes "$looks" --first-seed $((2000000 + 10000 * part)) --most-steps 6
    done
done
"${java[@]}" dev.parley.sim.training.ExportPhrases --out "$work/phrases" --unfamiliar $here/unfamiliar.json \
    --scenes "$(IFS=,; echo "${names[*]}")" --most "$sentences"

"$python" $here/perception.py --data "$work/samples" "$work/looks" --out "$work/run" "${see[@]}"
"$python" $here/words.py --data "$work/samples" --phrases "$work/phrases" --out "$work/run" "${read[@]}"
"$python" $here/arm.py --data "$work/samples" --run "$work/run" --out "$work/run" "${act[@]}"
"$python" $here/export.py --run "$work/run" --hand "$work/run/hand.pt" --out "$work/onnx"
if [ "$size" = shipped ]; then
    "$python" $here/publish.py "$work/onnx/policy.onnx" $here/cards/arm-many.json src/main/resources/policies/arm-many
fi
