package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is kept of stations, for those who look after them. Reads only. */
public interface StationRecords {
    /** @param labs whose stations; empty: all of them */
    Uni<List<StationKept>> of(Optional<Set<LabId>> labs);

    Uni<Optional<StationKept>> find(StationId id);

    /** Newest first. */
    Uni<List<StationHistory.Entry>> history(StationId id, Instant before, int atMost);

    /**
     * How its places were used, oldest stretch first; the last one is cut off at now.
     *
     * @param stretch how long each is
     * @param stretches how many
     */
    Uni<List<StationHistory.Use>> use(StationId id, Duration stretch, int stretches);

    /** Why its episodes ended since then, most frequent first. */
    Uni<StationHistory.Endings> endings(StationId id, Instant since);
}
