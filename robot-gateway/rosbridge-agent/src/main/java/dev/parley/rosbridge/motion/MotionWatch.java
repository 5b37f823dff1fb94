package dev.parley.rosbridge.motion;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The agent's own command watchdog, on a thread that waits for nothing: fifty times a second it looks whether the arm may go on and whether
 * who leads it is still there, and halts it otherwise. It needs no gateway, no policy and no thread that asks one.
 */
public final class MotionWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MotionWatch.class.getName());
    private static final Duration EVERY = Duration.ofMillis(20);

    private final Drive drive;
    private final Supplier<Optional<String>> obstacle;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
            .daemon()
            .name("motion-watch")
            .priority(Thread.MAX_PRIORITY)
            .factory());

    /** @param obstacle why the arm must not move now; asked often, answered from memory */
    public MotionWatch(Drive drive, Supplier<Optional<String>> obstacle) {
        this.drive = drive;
        this.obstacle = obstacle;
    }

    public void start() {
        thread.scheduleAtFixedRate(this::lookSafely, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            // Who cannot look must not let it move.
            LOG.log(ERROR, "the watch failed", e);
            drive.halt("the station's own watch failed");
        }
    }

    /** One look. */
    void look() {
        if (!drive.inUse()) {
            return;
        }
        if (drive.halted().isPresent()) {
            drive.insist();
            return;
        }
        if (drive.commandOverdue()) {
            drive.halt("no command came in time");
            return;
        }
        obstacle.get().ifPresent(drive::halt);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
