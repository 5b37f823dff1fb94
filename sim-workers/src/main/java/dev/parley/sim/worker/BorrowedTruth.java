package dev.parley.sim.worker;

import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.SceneTruth;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The true state of a scene for one episode. A policy is kept longer than the scene is open, and would hold on to its 44 MB. Any
 * thread.
 */
final class BorrowedTruth implements Supplier<SceneTruth>, AutoCloseable {

    private volatile @Nullable SimulatedScene scene;

    BorrowedTruth(SimulatedScene scene) {
        this.scene = scene;
    }

    /** Throws {@link IllegalStateException} once the episode is over. */
    @Override
    public SceneTruth get() {
        SimulatedScene open = scene;
        if (open == null) {
            throw new IllegalStateException("The episode is over, and with it its scene");
        }
        return open.truth();
    }

    @Override
    public void close() {
        scene = null;
    }
}
