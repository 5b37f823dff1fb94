#!/usr/bin/env bash
# Makes the navigation policy from nothing: data, trunk, driving, the shipped files. From sim-workers,
# after ./mvnw package: training/navigation.sh FOLDER. See ../README.md for its time.
set -euo pipefail
set -f # the class path's stars are for java

made=${1:?usage: training/navigation.sh FOLDER}
here=training
python=${PYTHON:-python3}
export CLASSPATH=${CLASSPATH:-target/dist/*:target/dist/lib/*}
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED)

"${java[@]}" dev.parley.sim.training.GenerateViews --out "$made/views" --layouts 6000 --views 12
"${java[@]}" dev.parley.sim.training.GenerateDrives --out "$made/drives"
"$python" $here/navigation_see.py --views "$made/views" --out "$made/first" --steps 3000
"$python" $here/navigation_see.py --views "$made/views" --out "$made/second" --steps 2600 --rate 1.2e-3 --start "$made/first/trunk.pt"
"$python" $here/navigation_see.py --views "$made/views" --out "$made/see" --steps 6500 --rate 1.2e-3 --start "$made/second/trunk.pt"
# The weaker rival has a trunk that has seen few pictures.
"$python" $here/navigation_goal.py --views "$made/views" --trunk "$made/see/trunk.pt" --out "$made/expects.pt"
"$python" $here/navigation_drive.py --trunk "$made/see/trunk.pt" --expects "$made/expects.pt" --drives "$made/drives" --out "$made/policy.onnx"
"$python" $here/navigation_drive.py --trunk "$made/first/trunk-00400.pt" --expects "$made/expects.pt" --drives "$made/drives" --out "$made/early.onnx"
"$python" $here/publish.py "$made/policy.onnx" $here/cards/room-goal.json src/main/resources/policies/room-goal
"$python" $here/publish.py "$made/early.onnx" $here/cards/room-goal-early.json src/main/resources/policies/room-goal-early
