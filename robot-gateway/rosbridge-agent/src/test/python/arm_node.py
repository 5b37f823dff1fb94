"""A table arm as a ROS 1 node: joint states, a trajectory controller that splices, a stop button, an enabling device, a thermometer, a
camera, a gripper, a power cut. Kinematic: its joints are where the trajectory says, a first-order lag behind."""

import math
import threading

import rospy
from sensor_msgs.msg import Image, JointState, Temperature
from std_msgs.msg import Bool, Float64
from std_srvs.srv import Trigger, TriggerResponse
from trajectory_msgs.msg import JointTrajectory

JOINTS = ["turn", "shoulder", "elbow", "wrist"]
LAG_S = 0.04
STATES_HZ = 50


class Arm:
    def __init__(self):
        self.lock = threading.Lock()
        self.at = [0.0, 0.3, 1.2, 0.2]
        self.reference = list(self.at)
        self.points = []
        self.begun = 0.0
        self.origin = list(self.at)
        self.finger = 0.0
        self.powered = True

    def follow(self, message):
        now = rospy.get_time()
        with self.lock:
            if not message.points:
                self.points, self.reference = [], list(self.at)
                return
            stamp = message.header.stamp.to_sec()
            begun = stamp if stamp > 0 else now
            order = [message.joint_names.index(joint) for joint in JOINTS]
            points = [(begun + p.time_from_start.to_sec(), [p.positions[i] for i in order]) for p in message.points]
            if not self.powered or points[-1][0] < now:
                return
            self.origin, self.begun, self.points = list(self.reference), max(begun, now - 0.02), points

    def step(self, now, seconds):
        with self.lock:
            if self.points:
                before, origin = self.begun, self.origin
                for until, goal in self.points:
                    if now < until:
                        share = min(1.0, max(0.0, (now - before) / max(1e-9, until - before)))
                        self.reference = [a + share * (b - a) for a, b in zip(origin, goal)]
                        break
                    before, origin = until, goal
                else:
                    self.reference, self.points = list(self.points[-1][1]), []
            share = 1 - math.exp(-seconds / LAG_S)
            if self.powered:
                self.at = [a + share * (r - a) for a, r in zip(self.at, self.reference)]
            return list(self.at)

    def cut(self, _request):
        with self.lock:
            self.powered, self.points, self.reference = False, [], list(self.at)
        return TriggerResponse(success=True, message="")


def main():
    rospy.init_node("arm", disable_signals=True)
    arm = Arm()
    rospy.Subscriber("/arm_controller/command", JointTrajectory, arm.follow, queue_size=10, tcp_nodelay=True)
    rospy.Subscriber("/gripper/command", Float64, lambda message: setattr(arm, "finger", message.data))
    rospy.Service("/cut_power", Trigger, arm.cut)
    states = rospy.Publisher("/joint_states", JointState, queue_size=2, tcp_nodelay=True)
    button = rospy.Publisher("/stop_button", Bool, queue_size=2)
    enable = rospy.Publisher("/enabling_device", Bool, queue_size=2)
    heat = rospy.Publisher("/temperature", Temperature, queue_size=2)
    camera = rospy.Publisher("/camera/image_raw", Image, queue_size=2)
    tick = 0
    last = rospy.get_time()
    while not rospy.is_shutdown():
        now = rospy.get_time()
        at = arm.step(now, now - last)
        last = now
        message = JointState(name=JOINTS + ["finger"], position=at + [arm.finger])
        message.header.stamp = rospy.Time.from_sec(now)
        states.publish(message)
        if tick % 5 == 0:
            button.publish(False)
            enable.publish(True)
            heat.publish(temperature=30.0)
            picture = Image(width=64, height=48, step=192, encoding="rgb8", data=bytes((i + tick) % 256 for i in range(64 * 48 * 3)))
            picture.header.stamp = message.header.stamp
            camera.publish(picture)
        tick += 1
        rospy.sleep(1.0 / STATES_HZ)


if __name__ == "__main__":
    main()
