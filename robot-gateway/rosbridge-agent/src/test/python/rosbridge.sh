#!/bin/sh
# Starts a ROS 1 master, rosbridge from its own source, rosapi, and arm_node.py; prints "ROSBRIDGE port" and ends with its standard input.
# Needs Debian's python3-rospy python3-rosmaster python3-rosservice python3-rosnode python3-rostopic python3-rosmsg python3-sensor-msgs
# python3-trajectory-msgs python3-std-srvs python3-genpy libstd-msgs-dev libsensor-msgs-dev libtrajectory-msgs-dev libstd-srvs-dev python3-autobahn python3-bson python3-cbor2 python3-pil python3-tornado, and a checkout of
# https://github.com/RobotWebTools/rosbridge_suite at branch ros1.
# usage: rosbridge.sh CHECKOUT WORK
set -eu
# The one that Debian's ROS packages belong to.
python=/usr/bin/python3
source=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work/python" "$work/log"
gen=/usr/lib/genpy

generate() { # package, kind, files...
    package=$1
    kind=$2
    shift 2
    folder="$work/python/$package/$kind"
    mkdir -p "$folder"
    touch "$work/python/$package/__init__.py"
    $python "$gen/gen${kind}_py.py" -p "$package" -Istd_msgs:/usr/share/std_msgs/msg -Irosapi:"$source/rosapi/msg" \
        -Irosbridge_msgs:"$source/rosbridge_msgs/msg" -o "$folder" "$@"
    $python "$gen/gen${kind}_py.py" --initpy -p "$package" -o "$folder"
}

printf 'string mac\nstring client\nstring dest\nstring rand\ntime t\nstring level\ntime end\n---\nbool authenticated\n' > "$work/Authentication.srv"
generate rosauth srv "$work/Authentication.srv"
generate rosbridge_msgs msg "$source"/rosbridge_msgs/msg/*.msg
generate rosapi msg "$source"/rosapi/msg/*.msg
generate rosapi srv "$source"/rosapi/srv/*.srv
cp "$source"/rosapi/src/rosapi/*.py "$work/python/rosapi/"

master=$($python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
port=$($python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export ROS_MASTER_URI="http://127.0.0.1:$master" ROS_IP=127.0.0.1 ROS_HOME="$work" ROS_LOG_DIR="$work/log"
export ROS_PACKAGE_PATH="$source:/usr/share"
export PYTHONPATH="$work/python:$source/rosbridge_library/src:$source/rosbridge_server/src:$source/rosbridge_server/scripts"

$python -c 'import sys; from rosmaster.main import rosmaster_main; rosmaster_main(["--core", "-p", sys.argv[1]])' "$master" > "$work/master.log" 2>&1 &
masterpid=$!
sleep 1
$python "$source/rosbridge_server/scripts/rosbridge_websocket.py" --port "$port" --address 127.0.0.1 > "$work/rosbridge.log" 2>&1 &
bridge=$!
$python "$source/rosapi/scripts/rosapi_node" > "$work/rosapi.log" 2>&1 &
api=$!
$python "$here/arm_node.py" > "$work/arm.log" 2>&1 &
arm=$!
trap 'kill $arm $api $bridge $masterpid 2>/dev/null || true' EXIT
echo "ROSBRIDGE $port"
cat > /dev/null
