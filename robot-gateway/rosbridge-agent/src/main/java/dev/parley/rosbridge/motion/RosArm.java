package dev.parley.rosbridge.motion;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.rosbridge.wire.JointReading;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosMessage;
import dev.parley.rosbridge.wire.RosTopic;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.rosbridge.wire.TrajectoryMessage;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** An arm behind rosbridge: joint states come, trajectories go. */
public final class RosArm implements Arm {
    private static final System.Logger LOG = System.getLogger(RosArm.class.getName());

    private final RosLink link;
    private final RosVersion version;
    private final List<String> joints;
    private final RosTopic commands;
    private final boolean stamped;
    private final JointHistory history;
    private final MonotonicTime time;
    private final Map<String, Double> others = new ConcurrentHashMap<>();
    private volatile boolean complained;

    /**
     * @param states topic of the joint states, JSON
     * @param commands topic of the trajectories
     * @param stamped whether the controller takes the time in the header: then a command that was held up on the way is over when it arrives
     */
    public RosArm(
            RosLink link,
            RosVersion version,
            List<String> joints,
            RosTopic states,
            RosTopic commands,
            boolean stamped,
            JointHistory history,
            MonotonicTime time) {
        this.link = link;
        this.version = version;
        this.joints = List.copyOf(joints);
        this.commands = commands;
        this.stamped = stamped;
        this.history = history;
        this.time = time;
        if (states.encoding() != RosTopic.Encoding.JSON) {
            throw new IllegalArgumentException("joint states have names, which rosbridge cannot send as CBOR");
        }
        link.advertise(commands);
        link.subscribe(states, this::received);
    }

    private void received(RosMessage message) {
        try {
            JointReading reading = JointReading.of(message.content(), version);
            double[] positions = new double[joints.size()];
            for (int i = 0; i < positions.length; i++) {
                OptionalDouble position = reading.position(joints.get(i));
                if (position.isEmpty()) {
                    // Grippers and other arms speak on the same topic.
                    others.putAll(reading.positions());
                    return;
                }
                positions[i] = position.getAsDouble();
            }
            others.putAll(reading.positions());
            history.add(positions, reading.stampNs(), message.receivedNs());
            complained = false;
        } catch (RosFault e) {
            if (!complained) {
                LOG.log(WARNING, "joint states are left out: {0}", e.getMessage());
            }
            complained = true;
        }
    }

    /** Where any joint of that topic was said to be last, for example a gripper's. */
    public OptionalDouble last(String joint) {
        Double position = others.get(joint);
        return position == null ? OptionalDouble.empty() : OptionalDouble.of(position);
    }

    @Override
    public boolean follow(ShortTrajectory trajectory) {
        return link.publish(
                commands,
                TrajectoryMessage.of(
                        version, joints, trajectory.rows(), trajectory.atNs(), stamped ? robotNowNs() : 0));
    }

    @Override
    public boolean stop() {
        return link.publishFirst(commands, TrajectoryMessage.stop(version, joints));
    }

    @Override
    public JointHistory history() {
        return history;
    }

    /** What the robot's clock shows, by its own joint states; 0, which is "on arrival", where it has none. */
    private long robotNowNs() {
        return history.newest()
                .filter(sample -> sample.stampNs() != 0)
                .map(sample -> sample.stampNs() + (time.nowNs() - sample.takenNs()))
                .orElse(0L);
    }
}
