package dev.parley.scheduler.queue;

import dev.parley.contracts.StationId;
import java.util.List;

/**
 * Free slots of one station.
 *
 * @param slots how many
 * @param fitting what it could run, of all that something waits for
 */
public record Vacancy(StationId station, int slots, List<Requirement> fitting) {
    public Vacancy {
        if (slots < 1) {
            throw new IllegalArgumentException("a vacancy has at least one free slot, not " + slots);
        }
        fitting = List.copyOf(fitting);
    }
}
