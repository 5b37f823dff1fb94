package dev.parley.gateway.chain;

import dev.parley.station.EpisodeRun;
import dev.parley.station.LiveTarget;
import dev.parley.station.StationBody;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A {@link CountingBody} with a camera: its picture grows brighter and darker, live over WHIP. */
final class FilmingBody implements StationBody {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    final CountingBody counting;
    private final WebRtc webRtc;

    FilmingBody(Capabilities capabilities, WebRtc webRtc) {
        counting = new CountingBody(capabilities, 10, false);
        this.webRtc = webRtc;
    }

    @Override
    public Capabilities capabilities() {
        return counting.capabilities();
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        return counting.violations(spec);
    }

    @Override
    public void run(EpisodeRun run) throws Exception {
        LiveTarget target = run.live("main").orElseThrow();
        try (HttpClient http = HttpClient.newHttpClient();
                WhipPublisher publisher = WhipPublisher.start(
                        webRtc, http, new WhipEndpoint(target.whip(), target.bearer()), VideoFormat.of(WIDTH, HEIGHT));
                ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor()) {
            int[] shown = {0};
            camera.scheduleAtFixedRate(() -> publisher.show(picture(shown[0]++)), 0, 50, TimeUnit.MILLISECONDS);
            try {
                counting.run(run);
            } finally {
                camera.shutdownNow();
            }
        }
    }

    private static int[] picture(int n) {
        int grey = 40 + n * 16 % 170;
        int[] picture = new int[WIDTH * HEIGHT];
        Arrays.fill(picture, 0xff000000 | grey << 16 | grey << 8 | grey);
        return picture;
    }

    @Override
    public byte[] render(RenderRequest request) {
        return counting.render(request);
    }

    @Override
    public void stop(StopLevel level) {
        counting.stop(level);
    }
}
