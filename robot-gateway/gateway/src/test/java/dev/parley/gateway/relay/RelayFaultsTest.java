package dev.parley.gateway.relay;

import static dev.parley.gateway.relay.RelayRig.await;
import static dev.parley.gateway.relay.RelayRig.connect;
import static dev.parley.gateway.relay.RelayRig.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.relay.RelayRig.Offered;
import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.RawClient;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.link.StandInServer.Behaviour;
import dev.parley.policy.wire.DataType;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
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
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a policy does wrong, the station hears a sentence, the record has a word, and the connection to the policy is closed. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
class RelayFaultsTest {
    @Inject
    RelayRig rig;

    @Inject
    Pool postgres;

    private final String scene = "relayed-" + UUID.randomUUID();
    private StandInServer server;
    private String policy;

    /** @param word in the record */
    private record Wrong(Behaviour behaviour, String sentence, String word) {}

    @BeforeEach
    void start() throws Exception {
        server = StandInServer.openPi();
        rig.station(scene);
        policy = rig.registered(server.url(), scene);
        server.requests.clear();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static Map<String, Wrong> wrongs() {
        Map<String, Wrong> wrongs = new LinkedHashMap<>();
        String none = "The policy's answer was no action.";
        wrongs.put("malformed msgpack", new Wrong(raw("8201c1"), none, "malformed"));
        wrongs.put("a key that is a number", new Wrong(raw("8203810102"), none, "malformed"));
        wrongs.put("array keys as text", new Wrong(raw("820f81ab5f5f6e6461727261795f5fc300"), none, "malformed"));
        wrongs.put("not a number", new Wrong(actions(numbers(Float.NaN, 7)), none, "malformed"));
        wrongs.put("infinite", new Wrong(actions(numbers(Float.NEGATIVE_INFINITY, 7)), none, "malformed"));
        wrongs.put(
                "wrong width",
                new Wrong(
                        actions(numbers(0, 8)),
                        "The policy gave 8 numbers for an action; 7 are needed.",
                        "wrong-width"));
        wrongs.put(
                "without dimensions",
                new Wrong(
                        actions(new NumpyArray(DataType.FLOAT32, List.of(), ByteBuffer.allocate(4))),
                        none,
                        "malformed"));
        wrongs.put(
                "a gigabyte announced",
                new Wrong(raw("827f0000000040000000"), "The policy's answer was too large.", "too-large"));
        wrongs.put("a gigabyte announced inside", new Wrong(raw("8205c640000000"), none, "malformed"));
        wrongs.put("never", new Wrong((peer, request, reply) -> {}, "The policy gave no answer in time.", "timed-out"));
        wrongs.put(
                "a stack trace",
                new Wrong(
                        (peer, request, reply) ->
                                peer.fail("Traceback:\n  File \"/home/lab/secret.py\"\nKeyError: 'x'\n"),
                        "The policy reported an error.",
                        "said-error"));
        return wrongs;
    }

    @Test
    void whateverAPolicyDoesWrongEndsInANamedReason() throws Exception {
        for (Map.Entry<String, Wrong> each : wrongs().entrySet()) {
            Wrong wrong = each.getValue();
            server.behave(Behaviour.WELL);
            Offered offered = rig.offered(policy, scene, rig.station(scene));
            try (RemotePolicy asked = connect(offered.token())) {
                asked.infer(observation(0));
                server.behave(wrong.behaviour());
                assertThatThrownBy(() -> asked.infer(observation(0)))
                        .as(each.getKey())
                        .isInstanceOfSatisfying(LinkFault.class, fault -> {
                            assertThat(fault.kind()).isEqualTo(LinkFault.Kind.SAID_ERROR);
                            assertThat(fault.getMessage()).endsWith(wrong.sentence());
                        });
            }
            isRecorded(offered, wrong.word());
            isLetGo();
        }
    }

    @Test
    void policyThatAnswersEverythingTwiceIsNamed() throws Exception {
        Offered offered = rig.offered(policy, scene, rig.station(scene));
        try (RemotePolicy asked = connect(offered.token())) {
            server.behave((peer, request, reply) -> {
                peer.binary(reply);
                peer.binary(reply);
            });
            asked.infer(observation(0));
            assertThatThrownBy(() -> {
                        // The second answer may still be on its way when the next question is asked.
                        for (int i = 0; i < 100; i++) {
                            asked.infer(observation(0));
                        }
                    })
                    .isInstanceOf(LinkFault.class)
                    .hasMessageContaining("answered twice, or without being asked");
        }
        isRecorded(offered, "unasked");
        isLetGo();
    }

    @Test
    void actionsInTheOtherByteOrderReachTheStationAsTheSameNumbers() throws Exception {
        Offered offered = rig.offered(policy, scene, rig.station(scene));
        ByteBuffer big = ByteBuffer.allocate(7 * 8);
        for (int i = 0; i < 7; i++) {
            big.putDouble(i / 4.0);
        }
        try (RemotePolicy asked = connect(offered.token())) {
            server.behave(actions(new NumpyArray(DataType.parse(">f8"), List.of(1, 7), big.flip())));
            assertThat(asked.infer(observation(0)).actions().getFirst())
                    .containsExactly(0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5);
        }
    }

    @Test
    void serverThatReadsNothingWhileItThinksOfItsFirstAnswerIsWaitedForAndNotPinged() throws Exception {
        Offered offered = rig.offered(policy, scene, rig.station(scene));
        Offered other = rig.offered(policy, scene, rig.station(scene));
        CountDownLatch thought = new CountDownLatch(1);
        try (RemotePolicy asked = connect(offered.token());
                RemotePolicy impatient = connect(other.token())) {
            impatient.infer(observation(0));
            server.requests.clear();
            server.behave((peer, request, reply) -> {
                thought.await();
                peer.binary(reply);
            });
            FutureTask<ActionChunk> first = new FutureTask<>(() -> asked.infer(observation(0.5f)));
            Thread.ofVirtual().start(first);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.requests.size() == 1);

            // What it thinks about is by then older than any answer but the first may become.
            assertThatThrownBy(() -> impatient.infer(observation(0)))
                    .isInstanceOf(LinkFault.class)
                    .hasMessageContaining("no answer in time");
            thought.countDown();

            assertThat(first.get(60, TimeUnit.SECONDS).actions().getFirst().getFirst())
                    .isEqualTo(0.5);
            // Whatever was sent before this question the server has read with it.
            asked.infer(observation(0));
        }
        assertThat(server.pings).isEmpty();
    }

    @Test
    void stationThatAnnouncesAGigabyteIsHungUpOnAndThePolicyNotBlamed() throws Exception {
        Offered offered = rig.offered(policy, scene, rig.station(scene));
        URI relay = RelayRig.relay();
        try (RawClient station = new RawClient(relay)) {
            String answer =
                    station.request("GET " + relay.getPath() + " HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                            + "Authorization: Bearer " + offered.token() + "\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 101");
            station.binary();
            station.frame("82ff000000004000000001020304");
            assertThatThrownBy(station::binary).isInstanceOf(Throwable.class);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> closed(offered));
        assertThat(fault(offered)).isNotIn("malformed", "said-error", "timed-out", "too-large");
        isLetGo();
        assertThat(server.requests).isEmpty();
    }

    private static Behaviour raw(String hex) {
        return (peer, request, reply) -> peer.raw(HexFormat.of().parseHex(hex));
    }

    private static Behaviour actions(NumpyArray actions) {
        return (peer, request, reply) -> peer.binary(bytes(Fields.empty().with("actions", new Array(actions))));
    }

    private static NumpyArray numbers(float first, int width) {
        float[] numbers = new float[width];
        numbers[0] = first;
        return NumpyArray.ofFloats(numbers, 1, width);
    }

    private static byte[] bytes(PolicyValue value) {
        try {
            return new PolicyWire(WireBounds.REPLY).write(value);
        } catch (WireFault e) {
            throw new IllegalStateException(e);
        }
    }

    private void isRecorded(Offered offered, String word) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> closed(offered));
        assertThat(fault(offered)).isEqualTo(word);
    }

    /** Its server is connected to no more. */
    private void isLetGo() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.inUse.get() == 0);
    }

    private boolean closed(Offered offered) {
        return row(offered).getOffsetDateTime(0) != null;
    }

    private String fault(Offered offered) {
        return String.valueOf(row(offered).getString(1));
    }

    private Row row(Offered offered) {
        return await(postgres.preparedQuery("SELECT closed_at, fault FROM relay_token WHERE assignment = $1")
                        .execute(Tuple.of(offered.assignment().id().value())))
                .iterator()
                .next();
    }
}
