package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import dev.parley.station.whip.WhipState;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every way to be turned away by the live resources. */
class LiveRefusalsTest {

    private static final String OFFER =
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n";

    private static final Duration SOON = Duration.ofSeconds(60);

    private static MediaServerProcess server;
    private static LiveBench bench;

    @BeforeAll
    static void start() throws Exception {
        server = MediaServerProcess.start(0, 12);
        bench = new LiveBench(server.uri(), 12);
        await().atMost(SOON).until(() -> bench.live.live(bench.episode, "main"));
    }

    @AfterAll
    static void stop() throws Exception {
        bench.close();
        server.close();
    }

    @Test
    void publishingNeedsTheTokenOfThisEpisodeAndCamera() throws Exception {
        String other = bench.tokens.mintPublisher(EpisodeId.random(), "main");
        String wrist = bench.tokens.mintPublisher(bench.episode, "wrist");
        String path = whip(bench.episode.toString(), "main");
        assertThat(post(path, null, OFFER).statusCode()).isEqualTo(401);
        assertThat(post(path, "Bearer " + other, OFFER).statusCode()).isEqualTo(401);
        assertThat(post(path, "Bearer " + wrist, OFFER).statusCode()).isEqualTo(401);
        assertThat(post(path, "Bearer tooshort", OFFER).statusCode()).isEqualTo(401);
    }

    @Test
    void stationThatIsRefusedDoesNotAskAgain() throws Exception {
        try (WhipPublisher refused = WhipPublisher.start(
                LiveBench.WEBRTC,
                HttpClient.newHttpClient(),
                new WhipEndpoint(
                        bench.http.uri(whip(bench.episode.toString(), "wrist")),
                        bench.tokens.mintPublisher(bench.episode, "main")),
                VideoFormat.of(160, 120))) {
            await().atMost(SOON).until(() -> refused.state() == WhipState.REFUSED);
            assertThat(refused.problem().orElseThrow()).contains("401", "token-refused");
        }
    }

    @Test
    void offersThatAreNoneAreNamed() throws Exception {
        String path = whep(bench.episode.toString());
        assertThat(post(path, null, "hello").body()).contains("beginning with v=0");
        assertThat(post(path, null, "v=0\r\nm=audio 9 x\r\n").body()).contains("live is video only");
        assertThat(post(path, null, OFFER).statusCode()).isEqualTo(400);
        assertThat(post(path, null, OFFER + "a=x:" + "y".repeat(70_000)).statusCode())
                .isEqualTo(413);
        assertThat(bench.live.viewers(bench.episode)).isZero();
    }

    @Test
    void cameraWithSoundIsRefused() throws Exception {
        String token = "Bearer " + bench.tokens.mintPublisher(bench.episode, "wrist");
        var answer =
                post(whip(bench.episode.toString(), "wrist"), token, OFFER + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("cameras send pictures without sound");
        assertThat(bench.live.live(bench.episode, "wrist")).isFalse();
    }

    @Test
    void channelWithoutAPublisherIsNotLive() throws Exception {
        var answer = post(whep(EpisodeId.random().toString()), null, OFFER);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("not-live");
        assertThat(post(whep("not-an-id"), null, OFFER).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyTheTokenThatMadeASessionEndsIt() throws Exception {
        String mine = "Bearer " + "m".repeat(40);
        String theirs = "Bearer " + "t".repeat(40);
        try (WhepViewer viewer = bench.viewer()) {
            var joined = viewer.watch(mine);
            String resource = joined.headers().firstValue("Location").orElseThrow();
            assertThat(resource).doesNotContain("mmm");
            assertThat(send("DELETE", resource, theirs, null, "").statusCode()).isEqualTo(401);
            assertThat(send("DELETE", resource, null, null, "").statusCode()).isEqualTo(401);
            assertThat(send("DELETE", resource, mine, null, "").statusCode()).isEqualTo(200);
            assertThat(send("DELETE", resource, mine, null, "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void lateCandidatesNeedTheEntityTagOfTheSession() throws Exception {
        try (WhepViewer viewer = bench.viewer()) {
            var joined = viewer.watch();
            String resource = joined.headers().firstValue("Location").orElseThrow();
            String tag = joined.headers().firstValue("ETag").orElseThrow();
            String fragment = "m=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
                    + "a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host\r\n";
            assertThat(send("PATCH", resource, null, null, fragment).statusCode())
                    .isEqualTo(428);
            assertThat(send("PATCH", resource, null, "\"other\"", fragment).statusCode())
                    .isEqualTo(412);
            assertThat(send("PATCH", resource, null, "*", "a=ice-ufrag:x\r\na=ice-pwd:y\r\n")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(send("PATCH", resource, null, tag, "a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send("PATCH", resource, null, "W/" + tag, fragment).statusCode())
                    .isEqualTo(412);
            assertThat(send("PATCH", resource, null, tag, fragment + "a=x:" + "y".repeat(SdpFragment.MAX_BYTES))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(send("PATCH", resource, null, tag, fragment).statusCode())
                    .isEqualTo(204);
            assertThat(send("PATCH", resource, null, "\"other\", " + tag, fragment)
                            .statusCode())
                    .isEqualTo(204);
            String over =
                    "a=ice-ufrag:x\r\na=ice-pwd:y\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na=end-of-candidates\r\n";
            assertThat(send("PATCH", resource, null, tag, over).statusCode()).isEqualTo(204);
            assertThat(send("PATCH", resource, null, tag, "a=ice-ufrag:x\r\na=ice-pwd:y\r\n")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(viewer.leave(joined)).isEqualTo(200);
        }
    }

    @Test
    void sessionThatEndsInTheSameMomentTakesNoCandidatesAndEndsOnce() throws Exception {
        try (WhepViewer viewer = bench.viewer()) {
            String resource = viewer.watch().headers().firstValue("Location").orElseThrow();
            LiveEntry found = bench.live
                    .session(
                            LiveEntry.Role.VIEWER,
                            new LiveChannelId(bench.episode, "main"),
                            resource.substring(resource.lastIndexOf('/') + 1),
                            Optional.empty())
                    .await()
                    .atMost(SOON);
            assertThat(send("DELETE", resource, null, null, "").statusCode()).isEqualTo(200);

            SdpFragment late = SdpFragment.parse("a=ice-ufrag:x\r\na=ice-pwd:y\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\n"
                    + "a=mid:0\r\na=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host\r\n");
            assertThatThrownBy(
                            () -> bench.live.addCandidates(found, late).await().atMost(SOON))
                    .isInstanceOfSatisfying(
                            ParleyException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.LIVE_SESSION_UNKNOWN));
            bench.live.end(found).await().atMost(SOON);
        }
    }

    private static String whip(String episode, String camera) {
        return "/station/v1/whip/" + episode + "/" + camera;
    }

    private static String whep(String episode) {
        return "/api/v1/episodes/" + episode + "/live/main";
    }

    private static HttpResponse<String> post(String path, @Nullable String authorization, String body)
            throws Exception {
        return send("POST", path, authorization, null, body);
    }

    private static HttpResponse<String> send(
            String method, String path, @Nullable String authorization, @Nullable String ifMatch, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(bench.http.uri(path))
                .header("Content-Type", "application/sdp")
                .method(method, BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
