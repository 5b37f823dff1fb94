package dev.parley.rosbridge.agent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.rosbridge.description.Joint;
import dev.parley.rosbridge.description.KinematicChain;
import dev.parley.rosbridge.description.UrdfReader;
import dev.parley.rosbridge.description.Vector3;
import dev.parley.rosbridge.envelope.EnvelopeLimits;
import dev.parley.rosbridge.envelope.JointLimit;
import dev.parley.rosbridge.envelope.Region;
import dev.parley.rosbridge.motion.Gripper;
import dev.parley.rosbridge.motion.ShortTrajectory;
import dev.parley.rosbridge.safety.DutyLimits;
import dev.parley.rosbridge.safety.SwitchSignal;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.station.privacy.PrivacyMasks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings file. Paths in it are beside it; comments may be in it. */
final class SettingsReader {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.ALLOW_COMMENTS).build();
    private static final double SLOWEST_HZ = 1e9 / ShortTrajectory.LONGEST.toNanos();

    private final Path file;

    private SettingsReader(Path file) {
        this.file = file;
    }

    /**
     * @throws IllegalArgumentException naming the setting that is wrong and what would be right
     * @throws IOException if a file cannot be read
     */
    static AgentSettings read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The settings file " + file + " is no JSON: " + e.getOriginalMessage() + " in line "
                            + e.getLocation().getLineNr() + ".",
                    e);
        }
        Section section = Section.root(root);
        AgentSettings settings = new SettingsReader(file.toAbsolutePath()).settings(section);
        section.done();
        return settings;
    }

    /** The chain that the settings name, in the URDF that they name. */
    static KinematicChain chain(AgentSettings.Robot robot) throws IOException {
        return KinematicChain.of(
                UrdfReader.read(Files.readAllBytes(robot.urdf())),
                robot.base(),
                robot.tool(),
                robot.joints(),
                robot.guarded());
    }

    private AgentSettings settings(Section root) throws IOException {
        AgentSettings.Robot robot = robot(root.section("robot"));
        KinematicChain chain = chain(robot);
        Section envelope = root.section("envelope");
        AgentSettings.Control control = control(root.section("control"));
        return new AgentSettings(
                root.text("name", "Robot"),
                bridge(root.section("rosbridge")),
                robot,
                root.optional("gripper").map(SettingsReader::gripper),
                control,
                limits(envelope, chain),
                envelope.number("overshootM", 0, 0.1, 0.01),
                envelope.number("lag", 0.001, 2, 0.15),
                signals(root.section("signals")),
                root.sections("temperatures").stream()
                        .map(heat -> new AgentSettings.Heat(heat.text("topic"), heat.number("hottest", 0, 150)))
                        .toList(),
                duty(root.section("duty")),
                root.sections("cameras").stream().map(SettingsReader::camera).toList(),
                scenes(root.sections("scenes")),
                reset(root.section("reset"), chain.size()),
                exam(root.section("commissioning"), chain.size()),
                identity(root.section("identity")),
                file);
    }

    private static AgentSettings.Bridge bridge(Section section) {
        int version = section.whole("ros", 1, 2, 1);
        return new AgentSettings.Bridge(
                URI.create(section.text("url")), version == 1 ? RosVersion.ROS_1 : RosVersion.ROS_2);
    }

    private AgentSettings.Robot robot(Section section) {
        String tool = section.text("tool");
        List<String> guarded = new ArrayList<>(section.texts("guarded"));
        if (!guarded.contains(tool)) {
            guarded.add(tool);
        }
        return new AgentSettings.Robot(
                section.text("embodiment"),
                beside(section.text("urdf")),
                section.text("base"),
                tool,
                guarded,
                section.texts("joints"),
                section.text("jointStates", "/joint_states"),
                section.text("trajectory"),
                section.truth("replaces", true),
                section.truth("stamped", true),
                section.number("stillWithin", 1e-5, 0.05, 0.004),
                millis(section, "staleAfterMs", 60, 500, 250));
    }

    private Path beside(String name) {
        Path folder = file.getParent();
        return folder == null ? Path.of(name) : folder.resolve(name);
    }

    private static Duration millis(Section section, String name, int least, int most, int otherwise) {
        return Duration.ofMillis(section.whole(name, least, most, otherwise));
    }

    private static AgentSettings.GripperPart gripper(Section section) {
        return new AgentSettings.GripperPart(
                section.text("topic"),
                choice(section, "kind", Gripper.Kind.class, "float64"),
                section.number("closed", -100, 100),
                section.number("open", -100, 100),
                section.number("maxEffortN", 0.1, 1000, 20),
                Optional.of(section.text("joint", "")).filter(name -> !name.isEmpty()));
    }

    private static <E extends Enum<E>> E choice(Section section, String name, Class<E> kinds, String otherwise) {
        String word = section.text(name, otherwise);
        for (E each : kinds.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("Setting " + name + " is one of "
                + String.join(
                        ", ",
                        List.of(kinds.getEnumConstants()).stream()
                                .map(each ->
                                        each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toList())
                + ", not " + word + ".");
    }

    private static AgentSettings.Control control(Section section) {
        double hz = section.number("hz", Math.ceil(SLOWEST_HZ), 50);
        return new AgentSettings.Control(choice(section, "kind", AgentSettings.ActionKind.class, "joint-position"), hz);
    }

    private static EnvelopeLimits limits(Section section, KinematicChain chain) {
        double margin = section.number("jointMargin", 0, 1, 0.02);
        double share = section.number("jointVelocityShare", 0.001, 1, 0.25);
        double step = section.number("jointStep", 0.0001, 1, 0.1);
        double[] velocities =
                section.has("jointVelocity") ? section.numbers("jointVelocity", chain.size()) : new double[0];
        List<double[]> ranges = section.rows("jointLimits", 2);
        if (!ranges.isEmpty() && ranges.size() != chain.size()) {
            throw new IllegalArgumentException(
                    "Setting envelope.jointLimits has one pair for each of the " + chain.size() + " joints.");
        }
        List<JointLimit> joints = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            Optional<double[]> own = ranges.isEmpty() ? Optional.empty() : Optional.of(ranges.get(i));
            joints.add(limit(joint, own, velocities.length == 0 ? 0 : velocities[i], margin, share, step));
        }
        return new EnvelopeLimits(
                joints,
                region(section.section("workspace")),
                section.sections("keepOut").stream().map(SettingsReader::region).toList(),
                section.number("maxToolSpeedMPerS", 0.001, 1.5),
                section.number("maxToolStepM", 0.0005, 0.2),
                millis(section, "watchdogMs", 200, 500, 300));
    }

    /** The narrower of the file's and the URDF's. */
    private static JointLimit limit(
            Joint joint, Optional<double[]> own, double velocity, double margin, double share, double step) {
        double low = Math.max(
                joint.limits().map(limits -> limits.lower() + margin).orElse(Double.NEGATIVE_INFINITY),
                own.map(range -> range[0]).orElse(Double.NEGATIVE_INFINITY));
        double high = Math.min(
                joint.limits().map(limits -> limits.upper() - margin).orElse(Double.POSITIVE_INFINITY),
                own.map(range -> range[1]).orElse(Double.POSITIVE_INFINITY));
        double fastest = joint.limits().map(Joint.Limits::maxVelocity).orElse(0.0) * share;
        double used = velocity == 0 ? fastest : fastest == 0 ? velocity : Math.min(velocity, fastest);
        try {
            return new JointLimit(joint.name(), low, high, used, step);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; the URDF gives no usable limits of it, so envelope.jointLimits and"
                            + " envelope.jointVelocity have to",
                    e);
        }
    }

    private static Region region(Section section) {
        double[] min = section.numbers("min", 3);
        double[] max = section.numbers("max", 3);
        return new Region(new Vector3(min[0], min[1], min[2]), new Vector3(max[0], max[1], max[2]));
    }

    private static AgentSettings.Signals signals(Section section) {
        return new AgentSettings.Signals(
                signal(section.section("hardwareStop"), false),
                section.optional("presence").map(presence -> signal(presence, true)),
                Optional.of(section.text("powerCut", "")).filter(name -> !name.isEmpty()));
    }

    private static AgentSettings.Signal signal(Section section, boolean movesWhen) {
        return new AgentSettings.Signal(
                section.text("topic"),
                choice(section, "kind", SwitchSignal.Kind.class, "bool"),
                section.truth("movesWhen", movesWhen),
                millis(section, "silentAfterMs", 100, 2000, 500));
    }

    private static DutyLimits duty(Section section) {
        return new DutyLimits(
                section.whole("episodesPerHour", 1, 1000, 20),
                Duration.ofMinutes(section.whole("motionMinutes", 1, 600, 30)),
                Duration.ofMinutes(section.whole("restMinutes", 0, 600, 10)));
    }

    private static AgentSettings.Camera camera(Section section) {
        return new AgentSettings.Camera(
                section.text("name"),
                section.text("topic"),
                section.truth("compressed", false),
                even(section, "width", 640),
                even(section, "height", 480),
                section.whole("fps", 1, 30, 10),
                section.truth("live", true),
                section.has("masks") ? PrivacyMasks.parse(section.text("masks")) : PrivacyMasks.NONE);
    }

    private static int even(Section section, String name, int otherwise) {
        int px = section.whole(name, 16, 1920, otherwise);
        if (px % 2 != 0) {
            throw new IllegalArgumentException(
                    "A camera's " + name + " is even, since films need that, not " + px + ".");
        }
        return px;
    }

    private List<AgentSettings.Scene> scenes(List<Section> sections) throws IOException {
        List<AgentSettings.Scene> scenes = new ArrayList<>();
        for (Section section : sections) {
            byte[] description = Files.readAllBytes(beside(section.text("description")));
            String id = section.text("id");
            if (!JSON.readTree(description).path("id").asText().equals(id)) {
                throw new IllegalArgumentException("The description of scene " + id + " has another id.");
            }
            scenes.add(new AgentSettings.Scene(id, section.text("version"), description));
        }
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException("Setting scenes has one at least.");
        }
        return scenes;
    }

    private static AgentSettings.Reset reset(Section section, int joints) {
        return new AgentSettings.Reset(
                section.rows("poses", joints),
                section.truth("holdToStart", true),
                Duration.ofSeconds(section.whole("patienceSeconds", 10, 3600, 300)));
    }

    private static AgentSettings.Exam exam(Section section, int joints) {
        return new AgentSettings.Exam(
                section.numbers("from", joints),
                section.numbers("to", joints),
                millis(section, "slowestStopMs", 100, 1000, 500));
    }

    private AgentSettings.Identity identity(Section section) {
        return new AgentSettings.Identity(
                section.text("driver"),
                section.texts("driverFiles").stream().map(this::beside).toList(),
                section.text("gripper", "none"),
                section.text("calibration"),
                section.text("objectSet"),
                section.text("light"));
    }
}
