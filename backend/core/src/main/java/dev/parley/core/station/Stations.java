package dev.parley.core.station;

import dev.parley.contracts.StationId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The registry of stations. Every change records its event ({@code station.*}) in the same transaction. */
public interface Stations {
    Uni<List<StationData>> all();

    Uni<Optional<StationData>> find(StationId id);

    /**
     * Makes or renews the registration of a station and its key.
     *
     * @param key at least 32 random characters; only its hash is stored
     */
    Uni<StationData> register(String name, StationKind kind, String key);

    /** The station with this key, compared in constant time; empty when none has it. */
    Uni<Optional<StationData>> authenticate(String key);

    /**
     * Opens a session: connection ONLINE, epoch + 1, announced capabilities taken over (scenes and policies too).
     *
     * @param capabilities bytes of {@code parley.station.v1.Capabilities}, already validated by the gateway
     * @return the new state; its {@code sessionEpoch} is this session's
     */
    Uni<StationData> openSession(StationId id, String bootId, byte[] capabilities);

    /** Marks it OFFLINE with a cause, if {@code epoch} is still the current session. */
    Uni<Void> closeSession(StationId id, long epoch, String cause);

    /** Batches of liveness: last seen now, for every station this gateway holds. */
    Uni<Void> touch(List<StationId> seen);

    /** Marks every station OFFLINE that claims to be ONLINE but was not seen for {@code silent}. */
    Uni<Integer> markSilent(java.time.Duration silent);

    /** OPEN, PAUSED or DRAINING, by whom and why. */
    Uni<StationData> admit(StationId id, StationData.Admission admission, String by, String note);

    /** Latches a stop; idempotent by stop id, also after it was cleared; the first one stays. */
    Uni<StationData> latchStop(StationId id, String stopId, String by, String reason);

    /** Clears the latch if {@code stopId} is the one that holds; by a named person, with a reason. */
    Uni<StationData> clearStop(StationId id, String stopId, String by, String reason);

    /** Sets or, with an empty sentence, clears a fault that the station itself reported. */
    Uni<Void> reportFault(StationId id, Optional<String> fault);
}
