#!/usr/bin/env bash
# Makes the arm's policy for all its tables from nothing: samples, eyes, reader of sentences, hand, the shipped files. From sim-workers, after
# ./mvnw package: training/arm.sh FOLDER. See ../README.md for its time.
# training/arm.sh FOLDER toy does the same with next to nothing, to see that it works, and ships nothing.
set -euo pipefail
set -f # the class path's stars are for java

made=${1:?usage: training/arm.sh FOLDER [toy]}
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
        [ -e "$made/samples/$scene/$part/DONE" ] || "${java[@]}" dev.parley.sim.training.GenerateSamples --scene "$scene" \
            --out "$made/samples/$scene/$part" --episodes "$episodes" --first-seed $((1000000 + 10000 * part))
        [ -e "$made/looks/$scene/$part/DONE" ] || "${java[@]}" dev.parley.sim.training.GenerateSamples --scene "$scene" \
            --out "$made/looks/$scene/$part" --episodes "$looks" --first-seed $((2000000 + 10000 * part)) --most-steps 6
    done
done
"${java[@]}" dev.parley.sim.training.ExportPhrases --out "$made/phrases" --unfamiliar $here/unfamiliar.json \
    --scenes "$(IFS=,; echo "${names[*]}")" --most "$sentences"

"$python" $here/perception.py --data "$made/samples" "$made/looks" --out "$made/run" "${see[@]}"
"$python" $here/words.py --data "$made/samples" --phrases "$made/phrases" --out "$made/run" "${read[@]}"
"$python" $here/arm.py --data "$made/samples" --run "$made/run" --out "$made/run" "${act[@]}"
"$python" $here/export.py --run "$made/run" --hand "$made/run/hand.pt" --out "$made/onnx"
if [ "$size" = shipped ]; then
    "$python" $here/publish.py "$made/onnx/policy.onnx" $here/cards/arm-many.json src/main/resources/policies/arm-many
fi
