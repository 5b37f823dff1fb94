package dev.parley.core.rest.desk;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.StationKept;
import dev.parley.core.station.StationRecords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Stations as the desk shows them, with what is kept of each. */
@ApplicationScoped
class DeskStationViews {
    static final String NO_STORE = "private, no-store";

    private final StationRecords records;

    @Inject
    DeskStationViews(StationRecords records) {
        this.records = records;
    }

    /** The only answer that ever holds the key. */
    record KeyedView(
            DeskStationView station,

            @Schema(description = "What the station sends as Authorization: Bearer. It is told this once.")
            String key) {}

    /** With a key that was just made. */
    Uni<KeyedView> keyed(StationDesk.Keyed keyed) {
        return of(keyed.station()).map(view -> new KeyedView(view, keyed.key()));
    }

    Uni<DeskStationView> of(StationData station) {
        return records.find(station.id())
                .map(kept -> kept.map((StationKept found) -> DeskStationView.of(station, found))
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(station.id()))));
    }
}
