package dev.parley.rosbridge.agent;

import dev.parley.rosbridge.wire.Picture;
import dev.parley.station.recording.Pictures;
import dev.parley.station.v1.RenderRequest;
import java.util.List;

/** The table as a camera sees it now, before an episode begins, masked as every picture is. Thread-safe. */
final class PresentTable {
    private final List<CameraFeed> cameras;

    PresentTable(List<CameraFeed> cameras) {
        this.cameras = cameras;
    }

    /**
     * PNG bytes of at most the wanted size; a side of 0 means as the camera has it.
     *
     * @throws IllegalArgumentException where there is no such camera, or where it shows nothing new: an old picture would say that a table
     *     is as it was
     */
    byte[] png(RenderRequest request) {
        CameraFeed feed = cameras.stream()
                .filter(camera -> camera.camera().name().equals(request.getCamera()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("This robot has no camera named %s; it has %s."
                        .formatted(
                                request.getCamera(),
                                cameras.stream()
                                        .map(camera -> camera.camera().name())
                                        .toList())));
        feed.obstacle().ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        Picture picture = feed.newest()
                .orElseThrow(() ->
                        new IllegalArgumentException("Camera " + feed.camera().name() + " shows nothing new."));
        int width = side(request.getWidthPx(), picture.widthPx());
        int height = side(request.getHeightPx(), picture.heightPx());
        return Pictures.png(
                Pictures.reduced(picture.argb(), picture.widthPx(), picture.heightPx(), width, height), width, height);
    }

    private static int side(int wanted, int there) {
        return wanted == 0 ? there : Math.min(wanted, there);
    }
}
