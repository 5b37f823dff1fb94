package dev.parley.rosbridge.agent;

import dev.parley.rosbridge.envelope.EnvelopeLimits;
import dev.parley.rosbridge.motion.Gripper;
import dev.parley.rosbridge.safety.DutyLimits;
import dev.parley.rosbridge.safety.SwitchSignal;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.station.privacy.PrivacyMasks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How this robot is reached, what it may do, and what it is asked with: the settings file, read and checked. README.md explains each. */
record AgentSettings(
        String name,
        Bridge bridge,
        Robot robot,
        Optional<GripperPart> gripper,
        Control control,
        EnvelopeLimits limits,
        double overshootM,
        double lag,
        Signals signals,
        List<Heat> temperatures,
        DutyLimits duty,
        List<Camera> cameras,
        List<Scene> scenes,
        Reset reset,
        Exam exam,
        Identity identity,
        Path file) {

    record Bridge(URI uri, RosVersion version) {}

    /** @param guarded links whose origins the envelope watches */
    record Robot(
            String embodiment,
            Path urdf,
            String base,
            String tool,
            List<String> guarded,
            List<String> joints,
            String states,
            String trajectory,
            boolean replaces,
            boolean stamped,
            double stillWithin,
            Duration staleAfter) {}

    record GripperPart(
            String topic, Gripper.Kind kind, double closed, double open, double maxEffort, Optional<String> joint) {}

    /** What a number of an action means. */
    enum ActionKind {
        JOINT_POSITION("joint-position"),
        JOINT_VELOCITY("joint-velocity");

        private final String word;

        ActionKind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    record Control(ActionKind kind, double hz) {
        Duration period() {
            return Duration.ofNanos(Math.round(1e9 / hz));
        }
    }

    record Signal(String topic, SwitchSignal.Kind kind, boolean movesWhen, Duration silentAfter) {}

    /** @param presence a device that a person holds; where there is none, the local console alone says who stands by */
    record Signals(Signal hardwareStop, Optional<Signal> presence, Optional<String> powerCut) {}

    record Heat(String topic, double hottest) {}

    record Camera(
            String name,
            String topic,
            boolean compressed,
            int widthPx,
            int heightPx,
            int fps,
            boolean live,
            PrivacyMasks masks) {}

    /** @param description JSON as SCENES.md of the simulator has it: title, objects, tasks */
    record Scene(String id, String version, byte[] description) {
        Scene {
            description = description.clone();
        }

        @Override
        public byte[] description() {
            return description.clone();
        }
    }

    /**
     * How the table is set.
     *
     * @param poses the arm goes through them; a person sets the table where there are none
     * @param holdToStart whether it begins only while a person holds the key at the local console
     */
    record Reset(List<double[]> poses, boolean holdToStart, Duration patience) {
        boolean scripted() {
            return !poses.isEmpty();
        }

        String word() {
            return scripted() ? "scripted" : "manual";
        }
    }

    record Exam(double[] from, double[] to, Duration slowestStop) {}

    /** What the checks are about, and what is told with each episode. */
    record Identity(
            String driver,
            List<Path> driverFiles,
            String gripper,
            String calibration,
            String objectSet,
            String light) {}
}
