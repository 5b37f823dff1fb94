package dev.parley.core.station;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;

/** Port: stops a station. The gateway implements it: it sends first and records after. */
public interface StopCommands {
    /** Completes once the latch is recorded or the station acknowledged, whichever is first. */
    Uni<Stopped> stop(StationId station, Actor by, String reason);

    /** By whoever holds a key of this name. */
    default Uni<Stopped> stop(StationId station, String by, String reason) {
        return stop(station, Actor.key(by), reason);
    }

    /** @param byStation true: the station itself has the stop; false: it is recorded, and the station gets it as soon as it can */
    record Stopped(boolean byStation) {}
}
