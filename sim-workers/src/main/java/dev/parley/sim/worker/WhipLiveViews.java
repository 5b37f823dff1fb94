package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.LiveTarget;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import java.net.http.HttpClient;
import java.util.Optional;

/** Live views over WHIP. libwebrtc is loaded at the first one; where it cannot be, episodes run without live video. */
final class WhipLiveViews implements LiveViews {

    private static final System.Logger LOG = System.getLogger(WhipLiveViews.class.getName());

    private final HttpClient http;
    private Optional<WebRtc> webRtc = Optional.empty();
    private boolean broken;

    WhipLiveViews(HttpClient http) {
        this.http = http;
    }

    /** Loads libwebrtc, so that the first episode's video does not wait for it. */
    synchronized Optional<WebRtc> load() {
        if (webRtc.isEmpty() && !broken) {
            try {
                WebRtc opened = WebRtc.open();
                if (!opened.standIns().isEmpty()) {
                    LOG.log(INFO, "live video uses stand-ins for {0}", String.join(", ", opened.standIns()));
                }
                webRtc = Optional.of(opened);
            } catch (UnsatisfiedLinkError | IllegalStateException e) {
                broken = true;
                LOG.log(WARNING, "episodes run without live video: {0}", e.getMessage());
            }
        }
        return webRtc;
    }

    @Override
    public LiveView open(LiveTarget target, int widthPx, int heightPx) {
        return load().map(loaded -> open(loaded, target, widthPx, heightPx)).orElse(LiveView.NONE);
    }

    private LiveView open(WebRtc loaded, LiveTarget target, int widthPx, int heightPx) {
        WhipPublisher publisher = WhipPublisher.start(
                loaded, http, new WhipEndpoint(target.whip(), target.bearer()), VideoFormat.of(widthPx, heightPx));
        return new LiveView() {
            @Override
            public void show(int[] argb) {
                publisher.show(argb);
            }

            @Override
            public void close() {
                // Telling a server that does not answer takes seconds, which the upload should not wait for.
                Thread.ofPlatform().daemon().name("live-video-end").start(publisher::close);
            }
        };
    }
}
