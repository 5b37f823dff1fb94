package dev.parley.rosbridge.agent;

import dev.parley.contracts.EpisodeId;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.standin.Robots;
import dev.parley.rosbridge.standin.StandInRobot;
import dev.parley.rosbridge.standin.Until;
import dev.parley.rosbridge.wire.RosVersion;
import dev.parley.rosbridge.wire.RosbridgeClient;
import dev.parley.rosbridge.wire.RosbridgeSettings;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.PolicyInput;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RelayedPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A lab: the stand-in robot behind a real WebSocket, a policy server, and the agent's whole rig between them. */
final class Lab implements AutoCloseable, LocalSide {
    final StandInRobot robot;
    final StandInServer policy;
    final Rig rig;
    final TableSet table = new TableSet();
    final List<String> resets = new CopyOnWriteArrayList<>();
    volatile Optional<String> obstacle = Optional.empty();
    private final RosbridgeClient link;
    private final Path folder;

    private Lab(Path folder, StandInRobot robot, StandInServer policy, UnaryOperator<String> settings)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.robot = robot;
        this.policy = policy;
        AgentSettings read = TestSettings.at(folder, robot.uri(), settings);
        link = RosbridgeClient.connect(
                RosbridgeSettings.of(robot.uri(), read.bridge().version()), System::nanoTime);
        rig = Rig.open(read, link, folder.resolve("robot"), MonotonicTime.SYSTEM, Clock.systemUTC());
        rig.attach(this);
        Until.so("everything tells", () -> rig.interlocks().obstacle().isEmpty());
        Until.so("the camera shows", () -> rig.cameras().getFirst().obstacle().isEmpty());
    }

    static Lab open(Path folder) throws IOException, InterruptedException {
        return open(folder, RosVersion.ROS_1, UnaryOperator.identity(), Lab::onwards);
    }

    static Lab open(
            Path folder, RosVersion version, UnaryOperator<String> settings, Function<Fields, PolicyValue> policy)
            throws IOException, InterruptedException {
        return new Lab(
                folder,
                new StandInRobot(version, Robots.READY),
                new StandInServer(Dialect.OPENPI, Fields.empty(), policy),
                settings);
    }

    /** Four actions, each a little farther to the left, with the gripper open. */
    static PolicyValue onwards(Fields observation) {
        return chunk(observation, 0.03, 5);
    }

    static PolicyValue chunk(Fields observation, double stepRad, int width) {
        double[] state = ((Array) observation.find("observation/state").orElseThrow())
                .array()
                .toDoubles();
        float[] actions = new float[4 * width];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < width; j++) {
                actions[i * width + j] = j < 4 ? (float) state[j] : 1;
            }
            actions[i * width] += (float) ((i + 1) * stepRad);
        }
        return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(actions, 4, width)));
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + policy.url().getPort());
    }

    FakeRun run(int steps) throws IOException {
        return run(steps, EpisodeSpec.newBuilder());
    }

    FakeRun run(int steps, EpisodeSpec.Builder spec) throws IOException {
        EpisodeId id = EpisodeId.parse(UUID.randomUUID().toString());
        return new FakeRun(id, spec(spec, steps), Files.createDirectories(folder.resolve("episodes/" + id)));
    }

    static EpisodeSpec spec(EpisodeSpec.Builder spec, int steps) {
        return spec.setInstruction("put the red block in the bowl")
                .setSceneId("lab-table")
                .setSeed(1)
                .setGuarantee(Guarantee.GUARANTEE_AT_MOST_ONCE)
                .setMaxSteps(steps)
                .setMaxWallMs(60_000)
                .addRecordCameras("main")
                .setPolicy(PolicyReference.newBuilder()
                        .setName("relayed")
                        .setDigest("0".repeat(64))
                        .setRelay(RelayedPolicy.newBuilder()
                                .setPath("/")
                                .setToken("t")
                                .setActionWidth(5)
                                .setHorizon(4)
                                .setFirstInferTimeoutMs(20_000)
                                .setInferTimeoutMs(20_000)
                                .addInputs(PolicyInput.newBuilder()
                                        .setKey("prompt")
                                        .setFrom("instruction"))
                                .addInputs(PolicyInput.newBuilder()
                                        .setKey("observation/image")
                                        .setFrom("camera:main")
                                        .addAllShape(List.of(32, 32, 3)))
                                .addInputs(PolicyInput.newBuilder()
                                        .setKey("observation/state")
                                        .setFrom("state")
                                        .addShape(5))))
                .build();
    }

    /** Runs an episode on a thread of its own, with the table set by a person as soon as it waits for it. */
    Thread begin(FakeRun run) {
        return Thread.ofPlatform().name("slot-0").start(() -> {
            try {
                Thread setting = Thread.ofVirtual().start(this::setTable);
                new RobotEpisode(rig, run, gateway(), table, (target, camera) -> LivePictures.NONE).run();
                setting.interrupt();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void setTable() {
        try {
            Until.so("the table is wanted", table::isWanted);
            table.set("Ada");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void whole(FakeRun run) throws InterruptedException {
        begin(run).join();
    }

    /** Nothing but stops went out for a while, and the arm rests. */
    void rests(java.time.Duration howLong) throws InterruptedException {
        Until.so("the arm rests", () -> !robot.arm().moves());
        int motions = robot.motions().size();
        double[] at = robot.arm().positions();
        Until.stays(
                "no further motion",
                howLong,
                () -> robot.motions().size() == motions && Math.abs(robot.arm().positions()[0] - at[0]) < 0.02);
    }

    @Override
    public Optional<String> motionObstacle() {
        return obstacle;
    }

    @Override
    public void requireReset(String why) {
        resets.add(why);
    }

    @Override
    public Optional<String> operator() {
        return Optional.of("Ada");
    }

    @Override
    public void close() throws IOException {
        rig.close();
        link.close();
        robot.close();
        policy.close();
    }
}
