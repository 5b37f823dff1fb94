package dev.parley.sim.worker;

import dev.parley.sim.scene.MisplacedException;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A scene of its own for who arranges things in pictures, so that drawing never touches the scene of a running episode. Opened when it
 * is wanted, closed when nobody has drawn for a while. Any thread; one drawing at a time.
 */
final class DrawingScene implements AutoCloseable {

    private static final Duration KEPT = Duration.ofMinutes(2);

    private final List<OfferedScene> scenes;
    private final SceneInUse inUse;
    private final ReentrantLock drawing = new ReentrantLock();
    private final ScheduledExecutorService closing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("drawing-scene-closing").factory());
    private @Nullable ScheduledFuture<?> due;

    DrawingScene(List<OfferedScene> scenes) {
        this.scenes = List.copyOf(scenes);
        inUse = new SceneInUse(scenes);
    }

    /** The reply but for its id; throws {@link IllegalArgumentException} in words when it cannot be drawn. */
    RenderReply.Builder draw(RenderRequest request) {
        drawing.lock();
        try {
            return new Previews(inUse.open(request.getSceneId()), OfferedScene.masksOf(scenes, request.getSceneId()))
                    .draw(request);
        } catch (MisplacedException e) {
            return RenderReply.newBuilder()
                    .setRefusal(String.valueOf(e.getMessage()))
                    .setMisplaced(e.object());
        } finally {
            closeLater();
            drawing.unlock();
        }
    }

    private void closeLater() {
        ScheduledFuture<?> before = due;
        if (before != null) {
            before.cancel(false);
        }
        due = closing.schedule(this::closeScene, KEPT.toSeconds(), TimeUnit.SECONDS);
    }

    private void closeScene() {
        drawing.lock();
        try {
            inUse.close();
        } finally {
            drawing.unlock();
        }
    }

    @Override
    public void close() {
        closing.shutdownNow();
        closeScene();
    }
}
