package dev.parley.station;

import static java.util.Objects.requireNonNull;

import dev.parley.station.v1.EndReason;

/**
 * Why an episode has to end although its task goes on: a person stopped it, the platform withdrew it, or contact was lost
 * for longer than the dead-man allows. Final: the first one stays.
 *
 * @param detail one sentence for people
 */
public record Ending(EndReason reason, String detail) {
    public Ending {
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
    }
}
