package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a station for those who look after it, beside {@link StationData}.
 *
 * @param labTitle as people read it
 * @param admitted who last said whether it takes work; empty when nobody ever did
 * @param stop the stop that latches it now
 * @param running what has its places now, the longest first
 */
public record StationKept(
        StationId id,
        LabId lab,
        String labName,
        String labTitle,
        Instant registeredAt,
        Optional<Admitted> admitted,
        Optional<StopKept> stop,
        List<Running> running) {
    public StationKept {
        running = List.copyOf(running);
    }

    /** @param until when whoever did it expects to undo it */
    public record Admitted(String by, Instant at, Optional<Instant> until) {}

    /**
     * A stop that latched.
     *
     * @param received from sending until the station acknowledged it, on the gateway's clock
     * @param still from the station's receiving until it stood still, on the station's clock
     */
    public record StopKept(
            String stopId,
            String by,
            String reason,
            Instant at,
            Optional<Duration> received,
            Optional<Duration> still,
            Optional<Cleared> cleared) {}

    /** Who let go of a stop, and why. */
    public record Cleared(String by, String reason, Instant at) {}

    /**
     * An episode that has a place.
     *
     * @param id the episode's; both of a blind comparison go by its id, since how long each takes would tell them apart
     * @param asked its words; empty for a goal picture
     */
    public record Running(String id, boolean comparison, Optional<String> asked, Instant since) {}
}
