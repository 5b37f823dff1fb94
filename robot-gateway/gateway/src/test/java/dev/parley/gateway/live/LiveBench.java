package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A station that films, the gateway's live resources, and the media server's address: all that a live test needs. */
final class LiveBench implements AutoCloseable {

    static final WebRtc WEBRTC = WebRtc.open();
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    final EpisodeId episode = EpisodeId.random();
    final KurentoConnection kurento;
    final LiveService live;
    final LiveTokens tokens;
    final LiveHttpServer http;
    final WhipPublisher publisher;
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private int shown;

    LiveBench(URI mediaServer, int viewersTotal) throws Exception {
        LiveConfig config = new TestLiveConfig(mediaServer, viewersTotal, viewersTotal);
        kurento = new KurentoConnection(config);
        live = new LiveService(kurento, config, Clock.systemUTC());
        tokens = new LiveTokens(purpose -> new byte[32], config, Clock.systemUTC());
        http = new LiveHttpServer(new WhipResource(live, tokens), new WhepResource(live));
        URI whip = http.uri("/station/v1/whip/" + episode + "/main");
        publisher = WhipPublisher.start(
                WEBRTC,
                HttpClient.newHttpClient(),
                new WhipEndpoint(whip, tokens.mintPublisher(episode, "main")),
                VideoFormat.of(WIDTH, HEIGHT));
        camera.scheduleAtFixedRate(this::showNext, 0, 50, TimeUnit.MILLISECONDS);
    }

    private void showNext() {
        int grey = 40 + (shown++ * 16) % 170;
        int[] picture = new int[WIDTH * HEIGHT];
        Arrays.fill(picture, 0xff000000 | grey << 16 | grey << 8 | grey);
        publisher.show(picture);
    }

    WhepViewer viewer() {
        return new WhepViewer(WEBRTC, http.uri("/api/v1/episodes/" + episode + "/live/main"));
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
        http.close();
        kurento.close();
    }
}
