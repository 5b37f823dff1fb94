#!/usr/bin/env bash
# Makes the navigation policy from nothing: data, trunk, driving, the shipped files. From sim-workers,
# after ./mvnw package: training/navigation.sh WORK_FOLDER. See ../README.md for its time.
set -euo pipefail
set -f # the class path's stars are for java

work=${1:?usage: training/navigation.sh WORK_FOLDER}
here=training
python=${PYTHON:-python3}
export CLASSPATH=${CLASSPATH:-target/dist/*:target/dist/lib/*}
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED)

"${java[@]}" dev.parley.sim.training.GenerateViews --out "$work/views" --layouts 6000 --views 12
"${java[@]}" dev.parley.sim.training.GenerateDrives --out "$work/drives"
"$python" $here/navigation_see.py --views "$work/views" --out "$work/first" --steps 3000
"$python" $here/navigation_see.py --views "$work/views" --out "$work/second" --steps 2600 --rate 1.2e-3 --start "$work/first/trunk.pt"
"$python" $here/navigation_see.py --views "$work/views" --out "$work/see" --steps 6500 --rate 1.2e-3 --start "$work/second/trunk.pt"
# The weaker rival has a trunk that has seen few pictures.
"$python" $here/navigation_goal.py --views "$work/views" --trunk "$work/see/trunk.pt" --out "$work/expects.pt"
"$python" $here/navigation_drive.py --trunk "$work/see/trunk.pt" --expects "$work/expects.pt" --drives "$work/drives" --out "$work/policy.onnx"
"$python" $here/navigation_drive.py --trunk "$work/first/trunk-00400.pt" --expects "$work/expects.pt" --drives "$work/drives" --out "$work/early.onnx"
"$python" $here/publish.py "$work/policy.onnx" $here/cards/room-goal.json src/main/resources/policies/room-goal
"$python" $here/publish.py "$work/early.onnx" $here/cards/room-goal-early.json src/main/resources/policies/room-goal-early
