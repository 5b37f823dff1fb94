package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.PolicyInput;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RelayedPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes in which a simulator asks a policy elsewhere; the stand-in stands where the gateway would. */
class RelayedEpisodeTest {

    private static SimulatedScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void openScene() {
        scene = SimulatedScene.open("blocks-and-bowls");
    }

    @AfterAll
    static void closeScene() {
        scene.close();
    }

    private static StandInServer gateway(int width) throws IOException {
        return new StandInServer(Dialect.OPENPI, Fields.empty(), seen -> chunk(width));
    }

    private static PolicyValue chunk(int width) {
        float[] numbers = new float[2 * width];
        numbers[0] = 0.01f;
        numbers[width] = 0.02f;
        return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(numbers, 2, width)));
    }

    private static EpisodeSpec spec(int steps) {
        return Specs.redInBlue("random", 11)
                .setMaxSteps(steps)
                .setPolicy(PolicyReference.newBuilder()
                        .setName("relayed")
                        .setDigest("ab".repeat(32))
                        .setRelay(RelayedPolicy.newBuilder()
                                .setPath("/policy/v1/relay")
                                .setToken("plr1.of-one-episode-alone")
                                .addInputs(input("observation/image", "camera", 224, 224, 3))
                                .addInputs(input("images>first", "camera:policy", 3, 32, 48))
                                .addInputs(input("observation/state", "state", 6))
                                .addInputs(input("gripper", "state:4:5", 1))
                                .addInputs(input("prompt", "instruction"))
                                .setActionWidth(5)
                                .setHorizon(2)
                                .setFirstInferTimeoutMs(5_000)
                                .setInferTimeoutMs(2_000)))
                .build();
    }

    private static PolicyInput.Builder input(String key, String from, Integer... shape) {
        return PolicyInput.newBuilder().setKey(key).setFrom(from).addAllShape(List.of(shape));
    }

    private FakeRun run(StandInServer gateway, EpisodeSpec spec) throws InterruptedException {
        FakeRun run = new FakeRun(spec, folder);
        try (PolicyShelf policies = new PoliciesByRelay(
                new CarriedPolicies(SceneDescription.load("blocks-and-bowls")),
                URI.create("http://127.0.0.1:" + gateway.url().getPort()))) {
            new EpisodeAttempt(
                            scene,
                            policies,
                            (target, width, height) -> {
                                throw new AssertionError("Live video was not asked for");
                            },
                            new ManualTime(),
                            () -> "test profile",
                            false,
                            SecondLook.NONE)
                    .run(run);
        }
        return run;
    }

    @Test
    void policyIsShownWhatItDeclaredAndItsActionsAreCarriedOutUpToTheHorizon() throws Exception {
        try (StandInServer gateway = gateway(5)) {
            FakeRun run = run(gateway, spec(5));

            assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STEP_LIMIT);
            assertThat(run.steps).hasSize(5);
            assertThat(run.steps.get(0).getActionCommanded(0)).isEqualTo(0.01f);
            assertThat(run.steps.get(1).getActionCommanded(0)).isEqualTo(0.02f);
            assertThat(run.steps.get(2).getActionCommanded(0)).isEqualTo(0.01f);
            assertThat(gateway.requests).hasSize(3);
            assertThat(gateway.handshakes)
                    .singleElement()
                    .asString()
                    .contains("GET /policy/v1/relay ", "Authorization: Bearer plr1.of-one-episode-alone");
            Fields seen = (Fields) gateway.requests.getFirst();
            assertThat(seen.entries().keySet())
                    .containsExactly("observation/image", "images", "observation/state", "gripper", "prompt");
            assertThat(array(seen, "observation/image").shape()).containsExactly(224, 224, 3);
            assertThat(array((Fields) seen.find("images").orElseThrow(), "first")
                            .shape())
                    .containsExactly(3, 32, 48);
            assertThat(array(seen, "observation/state").toDoubles()).hasSize(6);
            assertThat(array(seen, "gripper").toDoubles()[0])
                    .isEqualTo(array(seen, "observation/state").toDoubles()[4]);
            assertThat(seen.find("prompt")).contains(new Text("put the red cube in the blue bowl"));
            assertThat(gateway.closedByClient.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static NumpyArray array(Fields fields, String key) {
        return ((Array) fields.find(key).orElseThrow()).array();
    }

    @Test
    void whatThePolicyDidWrongCountsAgainstIt() throws Exception {
        try (StandInServer gateway = gateway(5)) {
            gateway.behave((peer, request, reply) -> peer.fail("The policy gave no answer in time."));
            FakeRun run = run(gateway, spec(5));
            assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
            assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
            assertThat(run.finished().detail()).contains("The policy gave no answer in time.");
            assertThat(run.steps).isEmpty();
        }
        try (StandInServer gateway = gateway(4)) {
            assertThat(run(gateway, spec(5)).finished().reason()).isEqualTo(EndReason.END_REASON_POLICY_FAULT);
        }
    }

    @Test
    void wayThereThatBreaksIsNotThePolicysDoing() throws Exception {
        try (StandInServer gateway = gateway(5)) {
            gateway.behave((peer, request, reply) -> gateway.close());
            FakeRun run = run(gateway, spec(5));
            assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
            assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_PLATFORM_FAULT);
            assertThat(run.finished().judgement()).isEmpty();
        }
        StandInServer gone = gateway(5);
        gone.close();
        assertThat(run(gone, spec(5)).finished().reason()).isEqualTo(EndReason.END_REASON_PLATFORM_FAULT);
    }

    @Test
    void whatTheSceneCannotShowIsDeclined() {
        SceneDescription description = SceneDescription.load("blocks-and-bowls");
        CarriedPolicies carried = new CarriedPolicies(description);
        Capabilities capabilities =
                StationCapabilities.of(List.of(OfferedScene.of(description.id())), carried.capabilities(), false);
        SpecCheck reaching = new SpecCheck(
                List.of(description),
                capabilities.toBuilder().setReachesRelayedPolicies(true).build());

        assertThat(reaching.violations(spec(5))).isEmpty();
        assertThat(new SpecCheck(List.of(description), capabilities).violations(spec(5)))
                .containsExactly("This station reaches no policies elsewhere");
        assertThat(reaching.violations(changed(relay -> relay.setActionWidth(7))))
                .containsExactly("The policy gives 7 numbers for an action; scene blocks-and-bowls takes 5");
        for (PolicyInput.Builder wrong : List.of(
                input("a", "camera:main", 64, 64, 3),
                input("a", "camera", 64, 64),
                input("a", "state", 7),
                input("a", "state:0:7", 7),
                input("a", "truth"))) {
            assertThat(reaching.violations(changed(relay -> relay.addInputs(wrong))))
                    .singleElement()
                    .asString()
                    .startsWith("Scene blocks-and-bowls cannot show a policy");
        }
        assertThat(reaching.violations(spec(5).toBuilder()
                        .clearInstruction()
                        .setGoalImage(GoalImages.plain(0xFF8000))
                        .build()))
                .containsExactly("A policy elsewhere takes no goal image");
        carried.close();
    }

    private static EpisodeSpec changed(Consumer<RelayedPolicy.Builder> change) {
        EpisodeSpec.Builder spec = spec(5).toBuilder();
        change.accept(spec.getPolicyBuilder().getRelayBuilder());
        return spec.build();
    }
}
