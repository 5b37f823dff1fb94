package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.contracts.EpisodeId;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is told the relays of an installation: whoever may publish, and whoever got a place. */
class IceLinksTest {
    private static final String SECRET = "a shared secret";
    private static final String STUN = "<stun:stun.example.org:3478>; rel=\"ice-server\"";
    private static final String TURN = "<turn:turn.example.org:3478?transport=udp>; rel=\"ice-server\"; username=\"";

    private static MediaServerProcess server;
    private static LiveBench bench;

    @BeforeAll
    static void start() throws Exception {
        server = MediaServerProcess.start(0, 12);
        bench = new LiveBench(
                server.uri(),
                1,
                TestIceConfig.of(SECRET, "stun:stun.example.org:3478", "turn:turn.example.org:3478?transport=udp"));
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.live.live(bench.episode, "main"));
    }

    @AfterAll
    static void stop() throws Exception {
        bench.close();
        server.close();
    }

    @Test
    void publisherIsToldWithItsAnswerAndBeforeItsOffer() throws Exception {
        EpisodeId episode = EpisodeId.random();
        String path = "/station/v1/whip/" + episode + "/wrist";
        String token = "Bearer " + bench.tokens.mintPublisher(episode, "wrist");
        String offer = Files.readString(Path.of("src", "test", "resources", "offers", "gstreamer-publishes.sdp"))
                .replace("\n", "\r\n");

        HttpResponse<String> asked = send("OPTIONS", path, token, "");
        HttpResponse<String> published = send("POST", path, token, offer);

        assertThat(asked.statusCode()).isEqualTo(204);
        assertTold(asked);
        assertThat(asked.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        assertTold(published);
        assertThat(links(published).getLast()).isNotEqualTo(links(asked).getLast());
        String resource = published.headers().firstValue("Location").orElseThrow();
        assertThat(send("DELETE", resource, token, "").statusCode()).isEqualTo(200);
    }

    @Test
    void whoBringsNoTokenOfTheEpisodeIsToldNothing() throws Exception {
        String path = "/station/v1/whip/" + bench.episode + "/main";
        String other = "Bearer " + bench.tokens.mintPublisher(EpisodeId.random(), "main");

        assertThat(links(send("OPTIONS", path, null, ""))).isEmpty();
        HttpResponse<String> refused = send("OPTIONS", path, other, "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(links(refused)).isEmpty();
        assertThat(links(send("POST", path, other, "v=0\r\nm=video 9 x 96\r\n")))
                .isEmpty();
    }

    @Test
    void viewerIsToldOnceItHasAPlace() throws Exception {
        String path = "/api/v1/episodes/" + bench.episode + "/live/main";
        assertThat(links(send("OPTIONS", path, "Bearer " + "m".repeat(40), ""))).isEmpty();
        try (WhepViewer viewer = bench.viewer();
                WhepViewer late = bench.viewer()) {
            HttpResponse<String> joined = viewer.watch();
            assertThat(joined.statusCode()).isEqualTo(201);
            assertTold(joined);
            HttpResponse<String> refused = late.watch();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(links(refused)).isEmpty();
            viewer.leave(joined);
        }
    }

    @Test
    void stationAsksTheServersThatItIsTold() throws Exception {
        try (DatagramSocket stun = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                LiveBench station = new LiveBench(
                        server.uri(), 1, TestIceConfig.none().withUrls("stun:127.0.0.1:" + stun.getLocalPort()))) {
            stun.setSoTimeout(10_000);
            DatagramPacket request = new DatagramPacket(new byte[512], 512);
            stun.receive(request);
            assertThat(ByteBuffer.wrap(request.getData()).getInt() >>> 16)
                    .as("a STUN binding request")
                    .isEqualTo(1);
            await("nobody answers, and its picture is there all the same")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> station.live.live(station.episode, "main"));
        }
    }

    private static void assertTold(HttpResponse<String> answer) {
        assertThat(links(answer)).hasSize(2);
        assertThat(links(answer).getFirst()).isEqualTo(STUN);
        assertThat(links(answer).getLast()).startsWith(TURN).endsWith("credential-type=\"password\"");
        assertThat(answer.headers() + answer.body()).doesNotContain(SECRET);
    }

    private static List<String> links(HttpResponse<String> answer) {
        return answer.headers().allValues("Link");
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String authorization, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(bench.http.uri(path))
                .header("Content-Type", "application/sdp")
                .method(method, BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
