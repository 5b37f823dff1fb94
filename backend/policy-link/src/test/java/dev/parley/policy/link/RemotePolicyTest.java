package dev.parley.policy.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkFault.Kind;
import dev.parley.policy.wire.DataType;
import dev.parley.policy.wire.Goldens;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.WireBounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemotePolicyTest {
    private static final AddressGuard HERE = new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM);
    private static final LinkLimits LIMITS = new LinkLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            WireBounds.OBSERVATION,
            WireBounds.REPLY,
            100_000,
            100_000);
    private static final LinkLimits IMPATIENT = new LinkLimits(
            Duration.ofSeconds(20),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            WireBounds.OBSERVATION,
            WireBounds.REPLY,
            100_000,
            100_000);

    @Test
    void asksAndIsAnsweredOneObservationAfterTheOther() throws Exception {
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            assertThat(policy.metadata()).isEqualTo(Fields.empty());
            for (int i = 0; i < 50; i++) {
                ActionChunk chunk = policy.infer(observation(i));
                assertThat(chunk.actions()).hasSize(8);
                assertThat(chunk.actions().getFirst().getFirst()).isEqualTo(i);
            }
            assertThat(policy.lastInference()).isPositive();
            assertThat(server.requests).hasSize(50).first().isEqualTo(observation(0));
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void picturesOfManyBytesArriveWhole() throws Exception {
        byte[] pixels = new byte[224 * 224 * 3];
        new java.util.Random(7).nextBytes(pixels);
        Fields observation = Fields.empty()
                .with("observation/image", new Array(NumpyArray.ofUint8(pixels, 224, 224, 3)))
                .with("observation/wrist_image", new Array(NumpyArray.ofUint8(pixels, 224, 224, 3)))
                .with("prompt", new Text("pick up the red block"));
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            policy.infer(observation);

            assertThat(server.requests).containsExactly(observation);
        }
    }

    @Test
    void answersInPiecesArePutTogether() throws Exception {
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            server.behave((peer, request, reply) -> {
                peer.ping("between");
                peer.inPieces(reply, 7);
            });

            assertThat(policy.infer(observation(3)).actions().getFirst().getFirst())
                    .isEqualTo(3);
            assertThat(policy.infer(observation(4)).actions().getFirst().getFirst())
                    .isEqualTo(4);
            assertThat(server.pongs)
                    .hasSizeGreaterThanOrEqualTo(1)
                    .first()
                    .isEqualTo("between".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void serversPingsAreAnsweredWhileItIsWaitedFor() throws Exception {
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            server.behave((peer, request, reply) -> {
                peer.ping("still there?");
                Thread.ofVirtual().start(() -> {
                    try {
                        server.ponged.await();
                        peer.binary(reply);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
            });

            policy.infer(observation(1));

            assertThat(server.pongs)
                    .first()
                    .isEqualTo("still there?".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void serverThatReadsNothingWhileItThinksIsNotPingedAndWaitedFor() throws Exception {
        CountDownLatch thought = new CountDownLatch(1);
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            server.behave((peer, request, reply) -> {
                // Longer than any keepalive of a page's or a library's would leave it alone here.
                thought.await(1, TimeUnit.SECONDS);
                peer.binary(reply);
            });

            policy.infer(observation(1));
            policy.infer(observation(2));

            assertThat(server.pings).isEmpty();
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void actionsInTheOtherByteOrderAreTheSameNumbers() throws Exception {
        ByteBuffer big = ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-1);
        Fields answer = Fields.empty()
                .with("actions", new Array(new NumpyArray(DataType.parse(">f4"), List.of(1, 2), big.flip())));
        try (StandInServer server = new StandInServer(Dialect.OPENPI, Fields.empty(), observation -> answer);
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            assertThat(policy.infer(observation(1)).actions()).containsExactly(List.of(0.5, -1.0));
        }
    }

    @Test
    void answerThatComesTooLateNeverAnswersTheNextObservation() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, IMPATIENT)) {
            server.behave((peer, request, reply) -> {
                late.await();
                peer.binary(reply);
            });

            assertThat(fault(() -> policy.infer(observation(1)))).isEqualTo(Kind.TIMED_OUT);
            late.countDown();

            assertThat(fault(() -> policy.infer(observation(2)))).isEqualTo(Kind.TIMED_OUT);
            assertThat(server.closedByClient.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void secondAnswerToOneQuestionEndsTheConnection() throws Exception {
        CountDownLatch twice = new CountDownLatch(1);
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            server.behave((peer, request, reply) -> {
                peer.binary(reply);
                peer.binary(reply);
                peer.ping("all sent");
                twice.countDown();
            });
            policy.infer(observation(1));
            twice.await();
            awaitPong(server);

            assertThat(fault(() -> policy.infer(observation(2)))).isEqualTo(Kind.UNASKED);
            assertThat(fault(() -> policy.infer(observation(3)))).isEqualTo(Kind.UNASKED);
        }
    }

    @Test
    void tracebackIsAnErrorOfWhichOnlyTheLastLineIsTold() throws Exception {
        try (StandInServer server = new StandInServer(Dialect.OPENPI, Fields.empty(), observation -> {
                    throw new IllegalStateException("observation/joint_position");
                });
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            assertThatExceptionOfType(LinkFault.class)
                    .isThrownBy(() -> policy.infer(observation(1)))
                    .withMessageContaining("KeyError: 'observation/joint_position'")
                    .withMessageNotContaining("/home/lab")
                    .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.SAID_ERROR));
        }
    }

    @Test
    void wordsOfAServerAreOneShortLineWhateverTheyHold() throws Exception {
        String key = "a\u0000b\r\nWARN forged\u2028\u202e" + "x".repeat(2_000);
        Fields odd = Fields.empty().with(key, new Text("")).with("\ud83e\udd16".repeat(1_000), new Text(""));
        try (StandInServer server = new StandInServer(Dialect.OPENPI, Fields.empty(), observation -> odd);
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            assertThatExceptionOfType(LinkFault.class)
                    .isThrownBy(() -> policy.infer(observation(1)))
                    .satisfies(fault -> assertThat(fault.getMessage())
                            .startsWith(
                                    "The policy server's answer is no action: the answer has no 'actions', only [a b")
                            .hasSizeLessThanOrEqualTo(503)
                            .matches("[^\\p{Cc}\\p{Cf}\\p{Zl}]*"));
        }
        assertThat(new LinkFault(Kind.CLOSED, "\ud83e\udd16".repeat(400)).getMessage())
                .doesNotContain("\ud83e...")
                .endsWith("\udd16...");
        assertThat(new LinkFault(Kind.CLOSED, "x" + "\ud83e\udd16".repeat(400)).getMessage())
                .endsWith("\udd16...");
    }

    @Test
    void roboArenaIsResetAndAskedAndItsWordsAreTakenForResetsOnly() throws Exception {
        Fields needs = Goldens.fields("roboarena-needs");
        NumpyArray actions = NumpyArray.ofFloats(new float[16], 2, 8);
        try (StandInServer server = new StandInServer(Dialect.ROBOARENA, needs, observation -> new Array(actions));
                RemotePolicy policy = open(server, Dialect.ROBOARENA, LIMITS)) {
            assertThat(policy.metadata()).isEqualTo(needs);
            policy.reset("38DSA3hd3-A");
            assertThat(policy.infer(Goldens.fields("roboarena-infer").without("endpoint"))
                            .width())
                    .isEqualTo(8);
            assertThat(server.requests)
                    .containsExactly(Goldens.fields("roboarena-reset"), Goldens.fields("roboarena-infer"));

            server.behave((peer, request, reply) -> peer.text("reset successful"));
            assertThat(fault(() -> policy.infer(observation(1)))).isEqualTo(Kind.SAID_ERROR);
        }
    }

    @Test
    void openPiHasNoWordForAReset() throws Exception {
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            policy.reset("an episode");

            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A gigabyte announced in one frame, in a control frame, and a negative length.
        "827f0000000040000000, TOO_LARGE",
        "897f0000000040000000, MALFORMED",
        "827f8000000000000000, MALFORMED",
        // A mask, a bit of an extension, a kind that does not exist, a continuation of nothing, text that is not UTF-8.
        "828100000000c0, MALFORMED",
        "c201c0, MALFORMED",
        "8301c0, MALFORMED",
        "8001c0, MALFORMED",
        "8102c328, MALFORMED",
        // A key that is a number; actions without dimensions.
        "8203810102, MALFORMED",
        "823781a7616374696f6e7384c40b5f5f6e6461727261795f5fc3c40464617461c4040000803fc4056474797065a33c6634c405736861706590, MALFORMED",
        // No msgpack; msgpack that is no map; a map without actions; the end, as a failure and as an end.
        "8201c1, MALFORMED",
        "820107, MALFORMED",
        "820180, MALFORMED",
        "880203f3, SAID_ERROR",
        "880203e8, CLOSED",
        "8800, CLOSED"
    })
    void nonsenseEndsTheConnectionWithItsName(String hex, Kind kind) throws Exception {
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            server.behave((peer, request, reply) -> peer.raw(HexFormat.of().parseHex(hex)));

            assertThat(fault(() -> policy.infer(observation(1)))).isEqualTo(kind);
            assertThat(fault(() -> policy.infer(observation(2)))).isEqualTo(kind);
        }
    }

    @Test
    void messageInPiecesIsNoLargerThanAMessageInOne() throws Exception {
        LinkLimits small = new LinkLimits(
                LIMITS.connect(),
                LIMITS.firstInference(),
                LIMITS.inference(),
                LIMITS.request(),
                new WireBounds(400, 8, 1000, 100),
                100,
                100);
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, small)) {
            assertThat(policy.infer(observation(1)).width()).isEqualTo(7);
            server.behave((peer, request, reply) -> peer.inPieces(new byte[401], 100));

            assertThat(fault(() -> policy.infer(observation(2)))).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void floodOfPingsEndsTheConnection() throws Exception {
        LinkLimits few = new LinkLimits(
                LIMITS.connect(),
                LIMITS.firstInference(),
                LIMITS.inference(),
                LIMITS.request(),
                LIMITS.reply(),
                100,
                10);
        AtomicLong clock = new AtomicLong();
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy =
                        RemotePolicy.open(server.url(), Dialect.OPENPI, Map.of(), HERE, few, clock::get)) {
            AtomicInteger pings = new AtomicInteger(10);
            server.behave((peer, request, reply) -> {
                for (int i = 0; i < pings.get(); i++) {
                    peer.ping("p");
                }
                peer.binary(reply);
            });
            policy.infer(observation(1));
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            policy.infer(observation(2));
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            pings.set(11);

            assertThat(fault(() -> policy.infer(observation(3)))).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void questionsBeyondTheAllowedRateAreNotSent() throws Exception {
        LinkLimits slow = new LinkLimits(
                LIMITS.connect(),
                LIMITS.firstInference(),
                LIMITS.inference(),
                LIMITS.request(),
                LIMITS.reply(),
                3,
                100);
        AtomicLong clock = new AtomicLong();
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy =
                        RemotePolicy.open(server.url(), Dialect.OPENPI, Map.of(), HERE, slow, clock::get)) {
            for (int i = 0; i < 3; i++) {
                policy.infer(observation(i));
            }
            assertThat(fault(() -> policy.infer(observation(3)))).isEqualTo(Kind.REFUSED_HERE);
            clock.addAndGet(Duration.ofMillis(334).toNanos());
            policy.infer(observation(4));
            assertThat(server.requests).hasSize(4);
        }
    }

    @Test
    void observationThatIsTooLargeIsNotSentAndNothingEnds() throws Exception {
        LinkLimits small = new LinkLimits(
                LIMITS.connect(),
                LIMITS.firstInference(),
                LIMITS.inference(),
                new WireBounds(200, 8, 100, 100),
                LIMITS.reply(),
                100,
                100);
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, small)) {
            Fields large = Fields.empty().with("image", new Array(NumpyArray.ofUint8(new byte[300], 10, 10, 3)));

            assertThat(fault(() -> policy.infer(large))).isEqualTo(Kind.REFUSED_HERE);

            assertThat(policy.infer(observation(1)).width()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 302 Found",
                "HTTP/1.1 401 Unauthorized",
                "HTTP/1.1 503 Busy",
                "SSH-2.0-OpenSSH_9.2"
            })
    void whatIsNoPolicyServerIsNamedAndNeverFollowed(String line) throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            server.answerHandshakeWith(line);

            assertThat(fault(() -> open(server, Dialect.OPENPI, LIMITS))).isEqualTo(Kind.NO_POLICY_SERVER);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void serverThatNeverSaysWhatItIsIsGivenUp() throws Exception {
        LinkLimits impatient = new LinkLimits(
                Duration.ofMillis(300),
                LIMITS.firstInference(),
                LIMITS.inference(),
                LIMITS.request(),
                LIMITS.reply(),
                100,
                100);
        try (StandInServer server = StandInServer.openPi();
                ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.staySilent();

            assertThat(fault(() -> open(server, Dialect.OPENPI, impatient))).isEqualTo(Kind.TIMED_OUT);
            URI silent = URI.create("ws://127.0.0.1:" + mute.getLocalPort());
            assertThat(fault(() ->
                            RemotePolicy.open(silent, Dialect.OPENPI, Map.of(), HERE, impatient, System::nanoTime)))
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void serverThatShakesHandsAByteAtATimeIsGivenUp() throws Exception {
        LinkLimits impatient = new LinkLimits(
                Duration.ofMillis(500),
                LIMITS.firstInference(),
                LIMITS.inference(),
                LIMITS.request(),
                LIMITS.reply(),
                100,
                100);
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(dripping));
            URI url = URI.create("ws://127.0.0.1:" + dripping.getLocalPort());
            assertThat(fault(() -> RemotePolicy.open(url, Dialect.OPENPI, Map.of(), HERE, impatient, System::nanoTime)))
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    /** Always something, and never an end. */
    private static void drip(ServerSocket server) {
        try (Socket peer = server.accept()) {
            while (!server.isClosed()) {
                peer.getOutputStream().write('H');
                Thread.sleep(50);
            }
        } catch (IOException e) {
            // The other side gave up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        URI nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("ws://127.0.0.1:" + taken.getLocalPort());
        }

        assertThat(fault(() -> RemotePolicy.open(nobody, Dialect.OPENPI, Map.of(), HERE, LIMITS, System::nanoTime)))
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void addressThatIsRefusedIsNotConnectedTo() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            AddressGuard strict = new AddressGuard(Set.of(), Resolver.SYSTEM);

            assertThat(fault(() -> RemotePolicy.open(
                            server.url(), Dialect.OPENPI, Map.of(), strict, LIMITS, System::nanoTime)))
                    .isEqualTo(Kind.ADDRESS_REFUSED);

            assertThat(server.connections).hasValue(0);
        }
    }

    @Test
    void nameIsResolvedOnceAndStillSaidToTheServer() throws Exception {
        List<String> asked = new ArrayList<>();
        Resolver changing = name -> {
            asked.add(name);
            // A second question would be answered with another machine.
            return List.of(InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.1" : "127.0.0.2"));
        };
        AddressGuard guard = new AddressGuard(Set.of("policy.example"), changing);
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = RemotePolicy.open(
                        URI.create("ws://policy.example:" + server.url().getPort() + "/act?v=1"),
                        Dialect.OPENPI,
                        Map.of("Authorization", "Api-Key k"),
                        guard,
                        LIMITS,
                        System::nanoTime)) {
            policy.infer(observation(1));

            assertThat(asked).containsExactly("policy.example");
            assertThat(server.handshakes)
                    .singleElement()
                    .asString()
                    .startsWith("GET /act?v=1 HTTP/1.1\r\n")
                    .contains("\r\nHost: policy.example:" + server.url().getPort() + "\r\n")
                    .contains("\r\nAuthorization: Api-Key k\r\n")
                    .doesNotContain("Extensions", "Protocol: ");
        }
    }

    @Test
    void headersCannotSmuggleLines() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RemotePolicy.open(
                            server.url(),
                            Dialect.OPENPI,
                            Map.of("Authorization", "k\r\nHost: elsewhere"),
                            HERE,
                            LIMITS,
                            System::nanoTime));
        }
    }

    @Test
    void chunkIsExecutedUpToTheHorizonAndThenAskedForAgain() throws Exception {
        AtomicInteger observed = new AtomicInteger();
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            ChunkedPolicy chunked = new ChunkedPolicy(policy, 3);
            List<ChunkedPolicy.Next> made = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                made.add(chunked.next(() -> observation(observed.incrementAndGet())));
            }

            assertThat(observed).hasValue(3);
            assertThat(made).extracting(ChunkedPolicy.Next::chunk).containsExactly(0, 0, 0, 1, 1, 1, 2);
            assertThat(made).extracting(ChunkedPolicy.Next::index).containsExactly(0, 1, 2, 0, 1, 2, 0);
            assertThat(made.get(4).action().getFirst()).isEqualTo(2 + 7 / 64.0);
        }
    }

    @Test
    void chunkShorterThanTheHorizonIsExecutedWhole() throws Exception {
        try (StandInServer server = StandInServer.openPi();
                RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS)) {
            ChunkedPolicy chunked = new ChunkedPolicy(policy, 100);
            for (int i = 0; i < 9; i++) {
                chunked.next(() -> observation(0));
            }

            assertThat(server.requests).hasSize(2);
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ChunkedPolicy(catchNothing(), 0));
    }

    @Test
    void closingSaysGoodbye() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            RemotePolicy policy = open(server, Dialect.OPENPI, LIMITS);
            policy.infer(observation(1));

            policy.close();

            assertThat(server.closedByClient.await(20, TimeUnit.SECONDS)).isTrue();
            policy.close();
        }
    }

    private static RemotePolicy open(StandInServer server, Dialect dialect, LinkLimits limits) throws Exception {
        return RemotePolicy.open(server.url(), dialect, Map.of(), HERE, limits, System::nanoTime);
    }

    private static Fields observation(int number) {
        return Fields.empty()
                .with("observation/state", new Array(NumpyArray.ofFloats(new float[] {number, 0.5f}, 2)))
                .with("prompt", new Text("pick up the red block"));
    }

    private static void awaitPong(StandInServer server) throws InterruptedException {
        server.ponged.await();
    }

    private static Kind fault(ThrowingCallable call) {
        return catchThrowableOfType(LinkFault.class, call).kind();
    }

    private static RemotePolicy catchNothing() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            return open(server, Dialect.OPENPI, LIMITS);
        }
    }
}
