package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real coturn judges the credentials, and a viewer who may use nothing else sees the picture through it. */
@Tag("slow")
class TurnServerTest {
    private static final Path FINDER = Path.of("..", "..", ".mvn", "coturn.sh");
    private static final Pattern LINK =
            Pattern.compile("<([^>]+)>; rel=\"ice-server\"; username=\"([^\"]+)\"; credential=\"([^\"]+)\".*");
    private static final String SECRET = "shared by both";
    private static final long INSTALL_WITHIN_MIN = 5;

    @TempDir
    static Path folder;

    private static Process coturn;
    private static String url = "";

    @BeforeAll
    static void start() throws Exception {
        String program = program();
        int port = freePort();
        url = "turn:127.0.0.1:" + port + "?transport=udp";
        Path settings = Files.writeString(folder.resolve("turnserver.conf"), """
                listening-port=%d
                listening-ip=127.0.0.1
                realm=parley
                use-auth-secret
                static-auth-secret=%s
                fingerprint
                no-tcp
                no-tls
                no-dtls
                no-cli
                log-file=stdout
                pidfile=%s
                userdb=%s
                """.formatted(
                        port, SECRET, folder.resolve("turn.pid"), folder.resolve("turn.db")));
        coturn = new ProcessBuilder(program, "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await("coturn listens").atMost(Duration.ofSeconds(60)).until(() -> coturn.isAlive() && answers(port));
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (coturn != null) {
            coturn.destroyForcibly().waitFor();
        }
    }

    @Test
    void whoeverMayUseNothingButTheRelaySeesThePicture() throws Exception {
        try (MediaServerProcess server = MediaServerProcess.start(0, 12);
                LiveBench bench = new LiveBench(server.uri(), 12, TestIceConfig.of(SECRET, url))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> bench.live.live(bench.episode, "main"));
            try (WhepViewer viewer = new WhepViewer(
                    LiveBench.WEBRTC,
                    bench.http.uri("/api/v1/episodes/" + bench.episode + "/live/main"),
                    onlyRelayed(Clock.systemUTC()))) {
                assertThat(viewer.watch().statusCode()).isEqualTo(201);
                LiveBench.assertMoving(viewer);
                assertThat(viewer.offered()).contains("typ relay").doesNotContain("typ host", "typ srflx");
            }
        }
    }

    @Test
    void credentialOpensNoRelayAfterItExpired() throws Exception {
        Instant now = Instant.now();
        assertThat(relaysFound(Clock.fixed(now.minus(Duration.ofMinutes(119)), ZoneOffset.UTC)))
                .isTrue();
        assertThat(relaysFound(Clock.fixed(now.minus(Duration.ofMinutes(121)), ZoneOffset.UTC)))
                .isFalse();
    }

    private static boolean relaysFound(Clock minted) throws Exception {
        try (WhepViewer viewer =
                new WhepViewer(LiveBench.WEBRTC, URI.create("http://127.0.0.1:1/"), onlyRelayed(minted))) {
            return viewer.offer().contains("typ relay");
        }
    }

    private static RTCConfiguration onlyRelayed(Clock minted) {
        String told =
                new IceServers(TestIceConfig.of(SECRET, url), minted).links().getFirst();
        Matcher link = LINK.matcher(told);
        assertThat(link.matches()).as(told).isTrue();
        RTCIceServer server = new RTCIceServer();
        server.urls = List.of(link.group(1));
        server.username = link.group(2);
        server.password = link.group(3);
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.iceServers = List.of(server);
        configuration.iceTransportPolicy = RTCIceTransportPolicy.RELAY;
        return configuration;
    }

    private static String program() throws IOException, InterruptedException {
        Path found = folder.resolve("program.txt");
        Process finder = new ProcessBuilder("sh", FINDER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(found.toFile())
                .start();
        boolean named = finder.waitFor(INSTALL_WITHIN_MIN, TimeUnit.MINUTES) && finder.exitValue() == 0;
        assumeTrue(named, "relays are not tested: install Debian's coturn");
        return Files.readString(found).strip();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    /** Whether a STUN binding request (RFC 8489, section 5) comes back from there. */
    private static boolean answers(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(200);
            socket.connect(InetAddress.getLoopbackAddress(), port);
            byte[] request = ByteBuffer.allocate(20)
                    .putShort((short) 1)
                    .putShort((short) 0)
                    .putInt(0x2112A442)
                    .array();
            socket.send(new DatagramPacket(request, request.length));
            socket.receive(new DatagramPacket(new byte[512], 512));
            return true;
        } catch (PortUnreachableException | SocketTimeoutException notYet) {
            return false;
        }
    }
}
