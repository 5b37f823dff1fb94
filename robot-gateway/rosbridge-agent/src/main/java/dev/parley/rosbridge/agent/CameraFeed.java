package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.safety.Interlock;
import dev.parley.rosbridge.wire.Picture;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosMessage;
import dev.parley.rosbridge.wire.RosTopic;
import dev.parley.rosbridge.wire.RosVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * The newest picture of one camera, as everybody but the lab sees it: what is masked is black before anything else is done with it. A policy
 * that sees an old picture acts on what is no more, so a camera that is silent holds the arm. Thread-safe.
 */
final class CameraFeed implements Interlock {
    private static final System.Logger LOG = System.getLogger(CameraFeed.class.getName());
    private static final Duration SILENT_AFTER = Duration.ofSeconds(1);

    private record Shown(Picture picture, long atNs) {}

    private final AgentSettings.Camera camera;
    private final RosVersion version;
    private final MonotonicTime time;
    private volatile Optional<Shown> newest = Optional.empty();
    private volatile String problem = "";

    CameraFeed(RosLink link, AgentSettings.Camera camera, RosVersion version, MonotonicTime time) {
        this.camera = camera;
        this.version = version;
        this.time = time;
        link.subscribe(topic(camera, version), this::received);
    }

    static RosTopic topic(AgentSettings.Camera camera, RosVersion version) {
        return RosTopic.cbor(
                camera.topic(),
                version.type("sensor_msgs", camera.compressed() ? "CompressedImage" : "Image"),
                Duration.ofMillis(1000 / camera.fps()));
    }

    private void received(RosMessage message) {
        try {
            Picture picture = Picture.of(message.content(), version);
            if (picture.widthPx() != camera.widthPx() || picture.heightPx() != camera.heightPx()) {
                throw new RosFault("Camera %s gives pictures of %d×%d; its settings say %d×%d."
                        .formatted(
                                camera.name(),
                                picture.widthPx(),
                                picture.heightPx(),
                                camera.widthPx(),
                                camera.heightPx()));
            }
            int[] argb = picture.argb();
            camera.masks().apply(argb, camera.widthPx(), camera.heightPx());
            newest = Optional.of(new Shown(
                    Picture.ofArgb(argb, camera.widthPx(), camera.heightPx(), picture.stampNs()),
                    message.receivedNs()));
            problem = "";
        } catch (RosFault e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(problem)) {
                LOG.log(WARNING, "{0}", why);
            }
            problem = why;
        }
    }

    AgentSettings.Camera camera() {
        return camera;
    }

    Optional<Picture> newest() {
        return newest.map(Shown::picture);
    }

    @Override
    public Optional<String> obstacle() {
        boolean fresh = newest.filter(shown -> time.nowNs() - shown.atNs() <= SILENT_AFTER.toNanos())
                .isPresent();
        return fresh
                ? Optional.empty()
                : Optional.of(problem.isEmpty() ? "Camera " + camera.name() + " shows nothing new." : problem);
    }
}
