package dev.parley.gateway.relay;

import static dev.parley.gateway.relay.RelayRig.await;
import static dev.parley.gateway.relay.RelayRig.connect;
import static dev.parley.gateway.relay.RelayRig.observation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationData;
import dev.parley.gateway.relay.RelayRig.Offered;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Real;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station asks a policy elsewhere through the gateway; between the two stands a server that misbehaves on wish. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
class RelayTest {
    @Inject
    RelayRig rig;

    @Inject
    Assignments assignments;

    @Inject
    Pool postgres;

    private final String scene = "relayed-" + UUID.randomUUID();
    private StandInServer server;
    private StationData station;
    private Offered offered;

    @BeforeEach
    void start() throws Exception {
        server = StandInServer.openPi();
        station = rig.station(scene);
        String policy = rig.registered(server.url(), scene);
        offered = rig.offered(policy, scene, station);
        server.requests.clear();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void stationIsToldHowToAskAndNothingByWhichThePolicyCouldBeKnown() {
        String spec = offered.spec().toByteString().toString(UTF_8);
        assertThat(spec)
                .doesNotContain(offered.policy())
                .doesNotContain(offered.assignment().turn().policyDigest())
                .doesNotContain("observation/", "prompt")
                .doesNotContain("127.0.0.1");
        assertThat(offered.reference().getName()).isEqualTo("relayed");
        assertThat(offered.reference().getDigest()).hasSize(64);
        assertThat(offered.reference().getRelay().getInputsList()).hasSize(4);
        assertThat(offered.reference().getRelay().getHorizon()).isEqualTo(RelayRig.HORIZON);
        Offered again = rig.offered(offered.policy(), scene, rig.station(scene));
        assertThat(again.reference().getDigest())
                .isNotEqualTo(offered.reference().getDigest());
    }

    @Test
    void answersPassOnWithoutWhatWouldTellPoliciesApart() throws Exception {
        try (RemotePolicy policy = connect(offered.token())) {
            assertThat(policy.metadata()).isEqualTo(Fields.empty());
            Fields asked = observation(0.25f).with("station", new Text("a name that stays here"));
            Fields answer = (Fields) policy.exchange(asked);
            assertThat(answer.entries()).containsOnlyKeys("actions");
            NumpyArray actions = ((Array) answer.find("actions").orElseThrow()).array();
            assertThat(actions.shape()).containsExactly(RelayRig.HORIZON, RelayRig.WIDTH);
            assertThat(actions.toDoubles()[0]).isEqualTo(0.25);
            assertThat(policy.infer(observation(0.5f)).actions().getFirst().getFirst())
                    .isEqualTo(0.5);
        }
        assertThat(server.requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(((Fields) request).entries().keySet())
                        .containsExactly(
                                "observation/image", "observation/wrist_image", "observation/state", "prompt"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> measured().getInteger(0) != null);
        assertThat(measured().getInteger(0)).isEqualTo(2);
        assertThat(measured().getLong(1)).isPositive();
        assertThat(measured().getString(2)).isNull();
        assertThat(rig.asked(offered.policy())).hasValueSatisfying(asked -> {
            assertThat(asked.episodes()).isOne();
            assertThat(asked.questions()).isEqualTo(2);
            assertThat(asked.slowestMs()).isPositive();
        });
    }

    @Test
    void whatIsToldOfAPolicyDoesNotMoveWithTheEpisodesOfOpenComparisons() throws Exception {
        EpisodeId episode = offered.assignment().id();
        await(assignments.lease(episode, offered.assignment().fence(), Duration.ofSeconds(60)));
        // Of a comparison that is not there: this is about what is counted, not about comparisons.
        await(postgres.withTransaction(connection -> connection
                .query("SET LOCAL session_replication_role = replica")
                .execute()
                .chain(() -> connection
                        .preparedQuery("UPDATE episode SET sealed_by = $2 WHERE id = $1")
                        .execute(Tuple.of(episode.value(), UUID.randomUUID())))));
        try (RemotePolicy policy = connect(offered.token())) {
            policy.infer(observation(0));
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> measured().getInteger(0) != null);
        assertThat(rig.asked(offered.policy())).isEmpty();
        await(postgres.preparedQuery("UPDATE episode SET sealed_by = NULL WHERE id = $1")
                .execute(Tuple.of(episode.value())));
        assertThat(rig.asked(offered.policy()).orElseThrow().questions()).isOne();
    }

    private Row measured() {
        return await(postgres.preparedQuery(
                                "SELECT asks, p99_us, fault FROM relay_token WHERE assignment = $1 AND opened_at IS NOT NULL")
                        .execute(Tuple.of(offered.assignment().id().value())))
                .iterator()
                .next();
    }

    @Test
    void tokenOpensOneConnection() throws Exception {
        try (RemotePolicy policy = connect(offered.token())) {
            policy.infer(observation(0));
            assertThatThrownBy(() -> connect(offered.token()))
                    .isInstanceOf(LinkFault.class)
                    .hasMessageContaining("401");
            policy.infer(observation(0));
        }
        assertThatThrownBy(() -> connect(offered.token())).hasMessageContaining("401");
        for (String wrong : List.of("plr1." + "x".repeat(43), "short", offered.token() + "x")) {
            assertThatThrownBy(() -> connect(wrong)).hasMessageContaining("401");
        }
        String kept = await(postgres.preparedQuery(
                                "SELECT encode(token_hash, 'hex') FROM relay_token WHERE assignment = $1")
                        .execute(Tuple.of(offered.assignment().id().value())))
                .iterator()
                .next()
                .getString(0);
        assertThat(offered.token()).doesNotContain(kept);
    }

    @Test
    void connectionAndTokenDieWithTheEpisode() throws Exception {
        Offered unused = rig.offered(offered.policy(), scene, rig.station(scene));
        await(assignments.decline(unused.assignment().id(), unused.assignment().fence(), "for a test"));
        assertThatThrownBy(() -> connect(unused.token())).hasMessageContaining("401");

        try (RemotePolicy policy = connect(offered.token())) {
            policy.infer(observation(0));
            await(assignments.decline(
                    offered.assignment().id(), offered.assignment().fence(), "for a test"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThatThrownBy(() -> policy.infer(observation(0)))
                            .isInstanceOfSatisfying(
                                    LinkFault.class,
                                    fault -> assertThat(fault.kind()).isEqualTo(LinkFault.Kind.CLOSED)));
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.inUse.get() == 0);
    }

    @Test
    void lateAnswerNeverAnswersTheNextObservation() throws Exception {
        try (RemotePolicy policy = connect(offered.token())) {
            policy.infer(observation(0));
            CountDownLatch over = new CountDownLatch(1);
            server.behave((peer, request, reply) -> {
                over.await();
                peer.binary(reply);
            });
            policyCaused(policy, "no answer in time");
            over.countDown();
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.inUse.get() == 0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> "timed-out".equals(measured().getString(2)));
    }

    @Test
    void whatTheServerSaysOfItsErrorStaysHere() throws Exception {
        try (RemotePolicy policy = connect(offered.token())) {
            server.behave((peer, request, reply) ->
                    peer.fail("Traceback:\n  File \"/home/lab/secret.py\"\nKeyError: 'our-policy'\n"));
            LinkFault fault = policyCaused(policy, "reported an error");
            assertThat(fault.getMessage()).doesNotContain("KeyError", "secret", "our-policy");
        }
    }

    @Test
    void actionsThatAreNoneAreThePolicysFault() throws Exception {
        for (PolicyValue wrong : List.of(
                Fields.empty()
                        .with(
                                "actions",
                                new Array(NumpyArray.ofFloats(new float[] {Float.NaN, 0, 0, 0, 0, 0, 0}, 1, 7))),
                Fields.empty().with("actions", new Array(NumpyArray.ofFloats(new float[8], 1, 8))),
                // Finite in eight bytes, but not in four.
                Fields.empty()
                        .with("actions", new Array(NumpyArray.ofDoubles(new double[] {1e300, 0, 0, 0, 0, 0, 0}, 1, 7))),
                Fields.empty().with("nothing", new Real(1)))) {
            Offered next = rig.offered(offered.policy(), scene, rig.station(scene));
            try (RemotePolicy policy = connect(next.token())) {
                server.behave((peer, request, reply) -> peer.binary(bytes(wrong)));
                assertThatThrownBy(() -> policy.infer(observation(0)))
                        .isInstanceOfSatisfying(
                                LinkFault.class,
                                fault -> assertThat(fault.kind().policyCaused()).isTrue());
            }
        }
    }

    private static byte[] bytes(PolicyValue value) {
        try {
            return new PolicyWire(WireBounds.REPLY).write(value);
        } catch (WireFault e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void serverThatIsGoneIsNotThePolicysFault() throws Exception {
        server.close();
        assertThatThrownBy(() -> connect(offered.token())).isInstanceOfSatisfying(LinkFault.class, fault -> {
            assertThat(fault.kind().policyCaused()).isFalse();
            assertThat(fault.getMessage()).doesNotContain("127.0.0.1");
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> "unreachable".equals(measured().getString(2)));
        assertThat(measured().getInteger(0)).isZero();
    }

    @Test
    void observationThatIsNotTheDeclaredOneIsRefused() throws Exception {
        for (Fields wrong : List.of(
                observation(0).without("input_2"),
                observation(0).with("input_3", new Real(1)),
                observation(0).with("input_0", new Array(NumpyArray.ofUint8(new byte[12], 2, 2, 3))))) {
            Offered next = rig.offered(offered.policy(), scene, rig.station(scene));
            try (RemotePolicy policy = connect(next.token())) {
                assertThatThrownBy(() -> policy.infer(wrong)).isInstanceOfSatisfying(LinkFault.class, fault -> {
                    assertThat(fault.kind().policyCaused()).isFalse();
                    assertThat(fault.getMessage()).contains("1007");
                });
            }
        }
        assertThat(server.requests).isEmpty();
    }

    private static LinkFault policyCaused(RemotePolicy policy, String says) {
        try {
            policy.infer(observation(0));
        } catch (LinkFault fault) {
            assertThat(fault.kind().policyCaused()).isTrue();
            assertThat(fault).hasMessageContaining(says);
            return fault;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it answered");
    }
}
