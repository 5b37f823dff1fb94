package dev.parley.core.station;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * What named people do to stations. It does not ask who may: {@link dev.parley.core.person.Permissions} does, before. Every
 * change is in the audit, in the same transaction.
 */
public interface StationDesk {
    int LONGEST_NAME = 80;

    /** @param key by which the station is known; told this once and kept nowhere */
    record Keyed(StationData station, String key) {
        @Override
        public String toString() {
            return "a key for " + station.name();
        }
    }

    /** @throws dev.parley.core.problem.ParleyException STATION_EXISTS or BODY_MALFORMED in the Uni */
    Uni<Keyed> register(LabId lab, String name, StationKind kind, Actor by);

    /**
     * A new key in the place of the old one, which opens nothing from now on: whoever is connected with it is cut off.
     *
     * @throws dev.parley.core.problem.ParleyException STATION_UNKNOWN in the Uni
     */
    Uni<Keyed> newKey(StationId id, Actor by, String reason);

    /**
     * Lets it take work, or takes it out of work.
     *
     * @param until when it is expected to be open again; nothing happens by itself then; empty for OPEN
     * @throws dev.parley.core.problem.ParleyException STATION_UNKNOWN in the Uni
     */
    Uni<StationData> admit(
            StationId id, StationData.Admission admission, Optional<Instant> until, Actor by, String note);

    /**
     * When it may be offered work.
     *
     * @param hours empty: at any time
     * @throws dev.parley.core.problem.ParleyException STATION_UNKNOWN in the Uni
     */
    Uni<StationData> setHours(StationId id, Optional<OpeningHours> hours, Actor by, String reason);
}
