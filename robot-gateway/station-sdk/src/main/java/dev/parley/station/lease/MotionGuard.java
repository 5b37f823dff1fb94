package dev.parley.station.lease;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one episode, before each action, whether it may be sent. Once it has ended it never moves again: neither a
 * late renewal nor a cleared stop brings it back. Thread-safe.
 *
 * @param <E> why an episode ended
 */
public final class MotionGuard<E> {
    private final LeaseClock lease;
    private final BooleanSupplier stopped;
    private final E contactLost;
    private final long startedNs;
    private @Nullable E ending;

    /**
     * @param stopped whether a stop is latched
     * @param contactLost the ending that the dead-man gives
     */
    public MotionGuard(LeaseClock lease, BooleanSupplier stopped, E contactLost, long startedNs) {
        this.lease = lease;
        this.stopped = stopped;
        this.contactLost = contactLost;
        this.startedNs = startedNs;
    }

    /** Whether one action may be sent at this moment. */
    public synchronized boolean mayMove(long nowNs) {
        if (ending(nowNs).isPresent() || stopped.getAsBoolean()) {
            return false;
        }
        return lease.phase(nowNs) == LeasePhase.MOVE;
    }

    /** Whether the episode pauses: it may not move but is not over. */
    public synchronized boolean holds(long nowNs) {
        return ending(nowNs).isEmpty() && lease.phase(nowNs) == LeasePhase.HOLD;
    }

    /** Ends the episode; the first ending stays. */
    public synchronized void end(E why) {
        if (ending == null) {
            ending = why;
        }
    }

    /** Why the episode is over, if it is. */
    public synchronized Optional<E> ending(long nowNs) {
        if (ending == null && (lease.phase(nowNs) == LeasePhase.CONTROLLED_STOP || lease.brokenSince(startedNs))) {
            ending = contactLost;
        }
        return Optional.ofNullable(ending);
    }
}
