package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.Station;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The orderly end of the process: once, and within a bounded time even when something hangs. */
final class Farewell {

    private static final System.Logger LOG = System.getLogger(Farewell.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HUNG = 3;

    private final Station station;
    private final AtomicBoolean said = new AtomicBoolean();

    Farewell(Station station) {
        this.station = station;
    }

    /** Ends the episode, tells the gateway and disconnects. Later calls do nothing. */
    void say() {
        if (!said.compareAndSet(false, true)) {
            return;
        }
        Thread.ofPlatform().daemon().name("farewell-limit").start(Farewell::haltAfterPatience);
        station.close();
    }

    private static void haltAfterPatience() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        LOG.log(WARNING, "the station did not close within {0} s: the process is halted", PATIENCE.toSeconds());
        Runtime.getRuntime().halt(HUNG);
    }
}
