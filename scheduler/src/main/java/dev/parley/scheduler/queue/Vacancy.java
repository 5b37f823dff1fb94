package dev.parley.scheduler.queue;

import dev.parley.contracts.StationId;
import java.util.List;

/**
 * Free slots of one station.
 *
 * @param slots how many
 * @param fitting what it could run, of all that something waits for
 * @param ofTheLabAlone what it could run of the lab's own class and of no other: what the station is asked every day, on a day that is
 *     full for everybody else
 */
public record Vacancy(StationId station, int slots, List<Requirement> fitting, List<Requirement> ofTheLabAlone) {
    public Vacancy {
        if (slots < 1) {
            throw new IllegalArgumentException("a vacancy has at least one free slot, not " + slots);
        }
        fitting = List.copyOf(fitting);
        ofTheLabAlone = List.copyOf(ofTheLabAlone);
    }

    public Vacancy(StationId station, int slots, List<Requirement> fitting) {
        this(station, slots, fitting, List.of());
    }
}
