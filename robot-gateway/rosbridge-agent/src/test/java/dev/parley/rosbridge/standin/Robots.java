package dev.parley.rosbridge.standin;

import static java.util.Objects.requireNonNull;

import dev.parley.rosbridge.description.KinematicChain;
import dev.parley.rosbridge.description.UrdfReader;
import dev.parley.rosbridge.description.Vector3;
import dev.parley.rosbridge.envelope.EnvelopeLimits;
import dev.parley.rosbridge.envelope.JointLimit;
import dev.parley.rosbridge.envelope.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** The table arm of the tests, and an envelope for it. */
public final class Robots {
    /** The tool in front of the arm, half a metre above the table. */
    public static final double[] READY = {0, 0.3, 1.2, 0.2};

    private Robots() {}

    public static byte[] urdf() {
        try (InputStream in = Robots.class.getResourceAsStream("/robot/arm.urdf")) {
            return requireNonNull(in, "there is no URDF among the tests").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KinematicChain chain() {
        return KinematicChain.of(
                UrdfReader.read(urdf()), "base_link", "tool0", StandInRobot.JOINTS, List.of("hand", "tool0"));
    }

    public static EnvelopeLimits limits() {
        return limits(List.of());
    }

    public static EnvelopeLimits limits(List<Region> keepOut) {
        return new EnvelopeLimits(
                List.of(
                        new JointLimit("turn", -2.7, 2.7, 1.5, 0.2),
                        new JointLimit("shoulder", -1.7, 1.7, 1.5, 0.2),
                        new JointLimit("elbow", -2.5, 2.5, 1.5, 0.2),
                        new JointLimit("wrist", -1.9, 1.9, 1.5, 0.2)),
                new Region(new Vector3(0.1, -0.3, 0.05), new Vector3(0.5, 0.3, 0.6)),
                keepOut,
                0.5,
                0.06,
                Duration.ofMillis(300));
    }
}
