package dev.parley.core.station;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The registry of stations. Every change records its event ({@code station.*}) in the same transaction. */
public interface Stations {
    Uni<List<StationData>> all();

    Uni<Optional<StationData>> find(StationId id);

    /** @throws ParleyException STATION_UNKNOWN where there is none, as the failure of what is returned */
    default Uni<StationData> known(StationId id) {
        return find(id).map(found -> found.orElseThrow(
                () -> new ParleyException(ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(id))));
    }

    /**
     * Makes or renews the registration of a station and its key.
     *
     * @param key at least 32 random characters; only its hash is stored
     */
    Uni<StationData> register(String name, StationKind kind, String key);

    /** The station with this key, compared in constant time; empty when none has it. */
    default Uni<Optional<StationData>> authenticate(String key) {
        return authenticate(ShownKey.of(key));
    }

    /** The station that has this key now. */
    Uni<Optional<StationData>> authenticate(ShownKey key);

    /**
     * Opens a session: connection ONLINE, epoch + 1, announced capabilities taken over (scenes and policies too).
     *
     * @param capabilities bytes of {@code parley.station.v1.Capabilities}, already validated by the gateway
     * @return the new state; its {@code sessionEpoch} is this session's
     */
    Uni<StationData> openSession(StationId id, String bootId, byte[] capabilities);

    /**
     * The same over a connection that was let in by a key: a key that was renewed since opens nothing, also when both
     * happen at once.
     */
    Uni<StationData> openSession(StationId id, ShownKey key, String bootId, byte[] capabilities);

    /** Marks it OFFLINE with a cause, if {@code epoch} is still the current session. */
    Uni<Void> closeSession(StationId id, long epoch, String cause);

    /** Batches of liveness: last seen now, for every station this gateway holds. */
    Uni<Void> touch(List<StationId> seen);

    /** Marks every station OFFLINE that claims to be ONLINE but was not seen for {@code silent}. */
    Uni<Integer> markSilent(Duration silent);

    /** Latches a stop; idempotent by stop id, also after it was cleared; the first one stays, and is in the audit. */
    Uni<StationData> latchStop(StationId id, String stopId, Actor by, String reason);

    /** By whoever holds a key of this name. */
    default Uni<StationData> latchStop(StationId id, String stopId, String by, String reason) {
        return latchStop(id, stopId, Actor.key(by), reason);
    }

    /**
     * Keeps what was measured of a stop.
     *
     * @param received from sending to the station's acknowledgement
     * @param still from the station's receiving to its standing still
     * @return whether that stop is recorded already
     */
    Uni<Boolean> stopMeasured(StationId id, String stopId, Optional<Duration> received, Optional<Duration> still);

    /** Clears the latch if {@code stopId} is the one that holds; by a named person, with a reason. */
    Uni<StationData> clearStop(StationId id, String stopId, Actor by, String reason);

    /** By a person at the station's own console, or whoever holds a key of this name. */
    default Uni<StationData> clearStop(StationId id, String stopId, String by, String reason) {
        return clearStop(id, stopId, Actor.atStation(by), reason);
    }

    /** Sets or, with an empty sentence, clears a fault that the station itself reported. */
    Uni<Void> reportFault(StationId id, Optional<String> fault);
}
