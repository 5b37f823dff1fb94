package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A station that films, and the replica that it publishes through: all that a live test needs. */
final class LiveBench implements AutoCloseable {

    static final WebRtc WEBRTC = WebRtc.open();
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    final EpisodeId episode = EpisodeId.random();
    final LiveReplica replica;
    final LiveService live;
    final LiveTokens tokens;
    final LiveHttpServer http;
    final WhipPublisher publisher;
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private int shown;

    LiveBench(URI mediaServer, int viewersTotal) throws Exception {
        this(mediaServer, viewersTotal, TestIceConfig.none());
    }

    LiveBench(URI mediaServer, int viewersTotal, IceConfig ice) throws Exception {
        replica = new LiveReplica(mediaServer, viewersTotal, ice);
        live = replica.live;
        tokens = replica.tokens;
        http = replica.http;
        publisher = publish(replica);
        camera.scheduleAtFixedRate(this::showNext, 0, 50, TimeUnit.MILLISECONDS);
    }

    /** Another publication of the same camera, which shows nothing yet. */
    WhipPublisher publish(LiveReplica through) {
        return WhipPublisher.start(
                WEBRTC,
                HttpClient.newHttpClient(),
                new WhipEndpoint(
                        through.http.uri("/station/v1/whip/" + episode + "/main"),
                        tokens.mintPublisher(episode, "main")),
                VideoFormat.of(WIDTH, HEIGHT));
    }

    private void showNext() {
        publisher.show(picture(shown++));
    }

    /** The n-th picture of a row in which neighbours differ. */
    static int[] picture(int n) {
        int grey = 40 + n * 16 % 170;
        int[] picture = new int[WIDTH * HEIGHT];
        Arrays.fill(picture, 0xff000000 | grey << 16 | grey << 8 | grey);
        return picture;
    }

    WhepViewer viewer() {
        return viewer(replica);
    }

    WhepViewer viewer(LiveReplica through) {
        return new WhepViewer(WEBRTC, through.http.uri("/api/v1/episodes/" + episode + "/live/main"));
    }

    /** Fails unless the viewer sees a moving picture soon. */
    static void assertMoving(WhepViewer viewer) throws InterruptedException {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Integer brightness = viewer.brightness.poll(5, TimeUnit.SECONDS);
            assertThat(brightness).as("frame %d", i).isNotNull();
            seen.add(brightness);
        }
        assertThat(seen).hasSizeGreaterThan(5);
    }

    @Override
    public void close() {
        camera.shutdownNow();
        publisher.close();
        replica.close();
    }
}
