package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.LiveTarget;
import dev.parley.station.webrtc.WebRtc;
import dev.parley.station.whip.VideoFormat;
import dev.parley.station.whip.WhipEndpoint;
import dev.parley.station.whip.WhipPublisher;
import java.net.http.HttpClient;
import java.util.Optional;

/** Where a film's pictures are shown while it is made; a courtesy that nothing waits for. */
interface LivePictures extends AutoCloseable {
    /** Nobody watches. */
    LivePictures NONE = new LivePictures() {
        @Override
        public void show(int[] argb) {
            // Nobody watches.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** Neither waits nor keeps the picture. */
    void show(int[] argb);

    @Override
    void close();

    /** Opens them. */
    interface Opener {
        LivePictures open(LiveTarget target, AgentSettings.Camera camera);
    }

    /** Over WHIP. libwebrtc is loaded at the first one; where it cannot be, episodes go on without. */
    final class OverWhip implements Opener {
        private static final System.Logger LOG = System.getLogger(LivePictures.class.getName());

        private final HttpClient http = HttpClient.newHttpClient();
        private Optional<WebRtc> webRtc = Optional.empty();
        private boolean broken;

        private synchronized Optional<WebRtc> load() {
            if (webRtc.isEmpty() && !broken) {
                try {
                    webRtc = Optional.of(WebRtc.open());
                } catch (UnsatisfiedLinkError | IllegalStateException e) {
                    broken = true;
                    LOG.log(WARNING, "episodes run without live video: {0}", e.getMessage());
                }
            }
            return webRtc;
        }

        @Override
        public LivePictures open(LiveTarget target, AgentSettings.Camera camera) {
            return load().map(loaded -> publishing(loaded, target, camera)).orElse(NONE);
        }

        private LivePictures publishing(WebRtc loaded, LiveTarget target, AgentSettings.Camera camera) {
            WhipPublisher publisher = WhipPublisher.start(
                    loaded,
                    http,
                    new WhipEndpoint(target.whip(), target.bearer()),
                    VideoFormat.of(camera.widthPx(), camera.heightPx()));
            return new LivePictures() {
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
}
