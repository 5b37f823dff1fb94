package dev.parley.sim.worker;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.EpisodeRun;
import java.time.Duration;

/**
 * Sets the table the way a robot would: the arm moves, so each of its actions needs the same permission as a policy's. A
 * rehearsal shows this by lifting and lowering the arm before the layout is drawn anew.
 */
final class ScriptedReset {

    private static final int LIFTS = 5;
    private static final double LIFT_M = 0.01;

    private final SimulatedScene scene;
    private final Pacer pacer;
    private final MonotonicTime time;

    /** How a reset ended. */
    enum Result {
        DONE,
        /** {@link EpisodeRun#ending} says why. */
        ENDED,
        /** Nobody permitted motion for too long. */
        NEVER_PERMITTED
    }

    /** @param scene has been reset, so that there is an arm to move */
    ScriptedReset(SimulatedScene scene, MonotonicTime time) {
        this.scene = scene;
        this.time = time;
        pacer = new Pacer(
                time, Duration.ofSeconds(1).toNanos() / scene.description().controlHz());
    }

    Result run(EpisodeRun run, Duration atMost) throws InterruptedException {
        long startedNs = time.nowNs();
        for (int i = 0; i < 2 * LIFTS; i++) {
            pacer.await();
            while (!run.mayMove()) {
                if (run.ending().isPresent()) {
                    return Result.ENDED;
                }
                if (time.nowNs() - startedNs > atMost.toNanos()) {
                    return Result.NEVER_PERMITTED;
                }
                pacer.await();
            }
            scene.step(new Action(0, 0, i < LIFTS ? LIFT_M : -LIFT_M, 0, 1));
        }
        return Result.DONE;
    }
}
