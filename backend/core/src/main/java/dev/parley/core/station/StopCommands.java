package dev.parley.core.station;

import dev.parley.contracts.StationId;
import io.smallrye.mutiny.Uni;

/** Port: stops a station. The gateway implements it: it sends first and records after. */
public interface StopCommands {
    /** Completes once the latch is recorded or the station acknowledged, whichever is first. */
    Uni<Void> stop(StationId station, String by, String reason);
}
