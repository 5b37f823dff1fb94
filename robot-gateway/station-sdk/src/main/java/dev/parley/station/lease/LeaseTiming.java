package dev.parley.station.lease;

import java.time.Duration;
import java.util.Optional;

/**
 * The dead-man times that the platform set in Welcome.
 *
 * @param holdAfter age at which motion pauses; empty for simulators
 * @param controlledStopAfter age at which the episode ends
 */
public record LeaseTiming(Optional<Duration> holdAfter, Duration controlledStopAfter) {
    public LeaseTiming {
        if (controlledStopAfter.isZero() || controlledStopAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "controlled stop must come after a positive time, not " + controlledStopAfter);
        }
        if (holdAfter.isPresent()
                && (holdAfter.get().isZero()
                        || holdAfter.get().isNegative()
                        || holdAfter.get().compareTo(controlledStopAfter) >= 0)) {
            throw new IllegalArgumentException("hold (" + holdAfter.get()
                    + ") must come after a positive time and before the controlled stop (" + controlledStopAfter + ")");
        }
    }
}
