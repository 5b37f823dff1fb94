package dev.parley.policy.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.wire.Goldens;
import dev.parley.policy.wire.PolicyValue.Bytes;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PolicyServerTest {
    private static final int MOST_BYTES = 400_000;
    private static final WireBounds BOUNDS = new WireBounds(MOST_BYTES, 8, 64, 1_000);

    private final List<Fields> asked = new CopyOnWriteArrayList<>();

    /** Says what it is and answers everything alike; has an opinion on one instruction. */
    private final ServedPolicy policy = new ServedPolicy() {
        @Override
        public Fields metadata() {
            return Fields.empty().with("policy", new Text("stand-in"));
        }

        @Override
        public Episode episode() {
            return observation -> {
                asked.add(observation);
                if (observation.find("prompt").equals(Optional.of(new Text("crash")))) {
                    throw new IllegalStateException("at /home/lab/secret.py");
                }
                if (observation.find("prompt").equals(Optional.of(new Text("no")))) {
                    throw new Refused("The observation needs more.");
                }
                try {
                    return Goldens.fields("chunk");
                } catch (WireFault e) {
                    throw new AssertionError(e);
                }
            };
        }
    };

    @Test
    void ownClientAsksOneObservationAfterTheOther() throws Exception {
        try (PolicyServer server = server(Optional.empty(), 4);
                RemotePolicy client = client(server, Map.of())) {
            assertThat(client.metadata()).isEqualTo(policy.metadata());
            for (int i = 0; i < 20; i++) {
                assertThat(client.exchange(prompted("go"))).isEqualTo(Goldens.fields("chunk"));
            }
            assertThat(asked).hasSize(20);
        }
    }

    @Test
    void whatPythonSendsIsReadAndWhatPythonWouldAnswerIsAnsweredByteForByte() throws Exception {
        try (PolicyServer server = server(Optional.empty(), 4);
                RawClient client = RawClient.greeted(server.url())) {
            client.send(Goldens.bytes("observation"));

            assertThat(client.binary()).isEqualTo(Goldens.bytes("chunk"));
            assertThat(asked).containsExactly(Goldens.fields("observation"));
        }
    }

    @Test
    void serverWithoutAnythingToSaySaysWhatPythonSays() throws Exception {
        ServedPolicy silent = new ServedPolicy() {
            @Override
            public Fields metadata() {
                return Fields.empty();
            }

            @Override
            public Episode episode() {
                return observation -> observation;
            }
        };
        try (PolicyServer server =
                        PolicyServer.start(settings(Optional.empty(), 1, Duration.ofSeconds(20)), silent, () -> 0);
                RawClient client = new RawClient(server.url())) {
            client.shake("");

            assertThat(client.binary()).isEqualTo(Goldens.bytes("metadata-empty"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c1                     | The observation cannot be read: at byte 0 stands 0xc1",
                "810102                 | neither text nor bytes",
                "07                     | An observation is a map.",
                "c640000000             | 1073741824 bytes are announced",
                "81a670726f6d7074a26e6f | The observation needs more."
            })
    void whatCannotBeAnsweredIsSaidAndEndsTheConnectionAsOpenPiDoes(String hex, String says) throws Exception {
        try (PolicyServer server = server(Optional.empty(), 4);
                RawClient client = RawClient.greeted(server.url())) {
            client.send(HexFormat.of().parseHex(hex));

            assertThat(client.words()).contains(says).hasLineCount(1);
            assertThat(client.ended()).contains("1011");
            assertThat(client.over()).isTrue();
        }
    }

    @Test
    void whatIsWrongInsideStaysInside() throws Exception {
        try (PolicyServer server = server(Optional.empty(), 4);
                RemotePolicy client = client(server, Map.of())) {
            assertThatThrownBy(() -> client.exchange(prompted("crash")))
                    .isInstanceOfSatisfying(LinkFault.class, fault -> {
                        assertThat(fault.kind()).isEqualTo(LinkFault.Kind.SAID_ERROR);
                        assertThat(fault.getMessage()).endsWith("The policy failed.");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A gigabyte in one frame, in a control frame; a negative length; no mask; an extension; an unknown kind.
        "82ff000000004000000001020304, 1009",
        "89ff000000004000000001020304, 1002",
        "82ff800000000000000001020304, 1002",
        "820180, 1002",
        "c28101020304c0, 1002",
        "838101020304c0, 1002",
        "808101020304c0, 1002",
        // Text, text that is not UTF-8, and a goodbye.
        "81810102030460, 1003",
        "818101020304c0, 1002",
        "888201020304020a, 1000"
    })
    void framesThatBreakARuleEndTheConnectionWithItsNumber(String hex, int code) throws Exception {
        try (PolicyServer server = server(Optional.empty(), 4);
                RawClient client = RawClient.greeted(server.url())) {
            client.frame(hex);

            assertThat(client.ended()).contains("code " + code);
        }
    }

    @Test
    void messageIsAsLargeAsAllowedAndNoLarger() throws Exception {
        Fields some = prompted("go").with("x", new Bytes(ByteBuffer.allocate(300_000)));
        int more = MOST_BYTES - bytes(some).length;
        byte[] most = bytes(prompted("go").with("x", new Bytes(ByteBuffer.allocate(300_000 + more))));
        assertThat(most).hasSize(MOST_BYTES);
        try (PolicyServer server = server(Optional.empty(), 4);
                RawClient client = RawClient.greeted(server.url());
                RawClient other = RawClient.greeted(server.url())) {
            client.send(most);
            assertThat(client.binary()).isEqualTo(Goldens.bytes("chunk"));
            other.send(new byte[MOST_BYTES + 1]);
            assertThat(other.ended()).contains("1009");
        }
    }

    @Test
    void oneConnectionMoreThanThereIsRoomForIsToldSoAndFindsRoomLater() throws Exception {
        try (PolicyServer server = server(Optional.empty(), 2);
                RawClient ignored = RawClient.greeted(server.url())) {
            try (RawClient second = RawClient.greeted(server.url());
                    RawClient third = new RawClient(server.url())) {
                assertThat(third.request("")).startsWith("HTTP/1.1 503").contains("Retry-After");
                second.send(Goldens.bytes("observation"));
                assertThat(second.binary()).isNotEmpty();
                second.frame("888201020304020a");
                assertThat(second.ended()).contains("1000");
            }
            while (server.connected() > 1) {
                Thread.onSpinWait();
            }
            try (RawClient again = RawClient.greeted(server.url())) {
                again.send(Goldens.bytes("observation"));
                assertThat(again.binary()).isNotEmpty();
            }
        }
    }

    @Test
    void onlyWhoShowsTheKeyIsServed() throws Exception {
        try (PolicyServer server = server(Optional.of("open-sesame"), 4)) {
            for (String shown : List.of("Bearer open-sesame", "Api-Key open-sesame")) {
                try (RemotePolicy client = client(server, Map.of("Authorization", shown))) {
                    assertThat(client.exchange(prompted("go"))).isEqualTo(Goldens.fields("chunk"));
                }
            }
            for (String shown : List.of("", "Authorization: Bearer open\r\n", "Authorization: Basic open-sesame\r\n")) {
                try (RawClient client = new RawClient(server.url())) {
                    assertThat(client.shake(shown)).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
                    assertThat(client.over()).isFalse();
                }
            }
        }
        assertThat(settings(Optional.of("open-sesame"), 1, Duration.ofSeconds(1)))
                .asString()
                .doesNotContain("sesame");
    }

    @Test
    void pageInABrowserIsRefusedAndHealthIsTold() throws Exception {
        try (PolicyServer server = server(Optional.of("open-sesame"), 4)) {
            try (RawClient client = new RawClient(server.url())) {
                assertThat(client.shake("Origin: http://elsewhere.example\r\n")).startsWith("HTTP/1.1 403");
            }
            try (RawClient client = new RawClient(server.url())) {
                assertThat(client.request("GET /healthz HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
            }
            try (RawClient client = new RawClient(server.url())) {
                assertThat(client.request("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 426");
            }
            try (RawClient client = new RawClient(server.url())) {
                assertThat(client.request("POST / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
            }
            try (RawClient client = new RawClient(server.url())) {
                assertThat(client.request("GET /" + "x".repeat(17_000))).startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void clientThatNeverSaysWhatItWantsIsLetGo() throws Exception {
        ServerSettings hasty = settings(Optional.empty(), 1, Duration.ofMillis(100));
        try (PolicyServer server = PolicyServer.start(hasty, policy, () -> 0);
                RawClient client = new RawClient(server.url())) {
            assertThat(client.request("GET / HTTP/1.1\r\n")).isEmpty();
        }
    }

    @Test
    void clientThatFallsSilentIsToldGoodbye() throws Exception {
        ServerSettings hasty =
                new ServerSettings(here(), Optional.empty(), 1, BOUNDS, Duration.ofSeconds(20), Duration.ofMillis(200));
        try (PolicyServer server = PolicyServer.start(hasty, policy, () -> 0);
                RawClient client = RawClient.greeted(server.url())) {
            assertThat(client.ended()).contains("1000");
        }
    }

    @Test
    void pingsAreAnsweredUntilTheyAreAFlood() throws Exception {
        try (PolicyServer server =
                        PolicyServer.start(settings(Optional.empty(), 1, Duration.ofSeconds(20)), policy, () -> 0);
                RawClient client = RawClient.greeted(server.url())) {
            for (int i = 0; i < 100; i++) {
                client.ping();
            }
            client.send(Goldens.bytes("observation"));
            assertThat(client.binary()).isEqualTo(Goldens.bytes("chunk"));
            client.ping();
            assertThat(client.ended()).contains("1009");
        }
    }

    @Test
    void closingEndsItsConnectionsAndFreesItsAddress() throws Exception {
        PolicyServer server = server(Optional.empty(), 2);
        try (RemotePolicy client = client(server, Map.of())) {
            client.exchange(prompted("go"));
            server.close();
            assertThatThrownBy(() -> client.exchange(prompted("go"))).isInstanceOf(LinkFault.class);
        }
        assertThatThrownBy(() -> new RawClient(server.url())).isInstanceOf(IOException.class);
    }

    private PolicyServer server(Optional<String> key, int connections) throws IOException {
        return PolicyServer.start(settings(key, connections, Duration.ofSeconds(20)), policy, System::nanoTime);
    }

    private static ServerSettings settings(Optional<String> key, int connections, Duration handshake) {
        return new ServerSettings(here(), key, connections, BOUNDS, handshake, Duration.ofSeconds(60));
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static RemotePolicy client(PolicyServer server, Map<String, String> headers) throws Exception {
        return RemotePolicy.open(
                server.url(),
                Dialect.OPENPI,
                headers,
                new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM),
                LinkLimits.EXAMINATION,
                System::nanoTime);
    }

    private static Fields prompted(String words) {
        return Fields.empty().with("prompt", new Text(words));
    }

    private static byte[] bytes(Fields fields) throws Exception {
        return new PolicyWire(WireBounds.OBSERVATION).write(fields);
    }
}
