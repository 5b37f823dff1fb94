package dev.parley.core.startphoto;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.Labs;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Deeds about starts at a station, each in one transaction with its audit. */
@ApplicationScoped
class StartDeeds {
    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Labs labs;
    private final Audit audit;

    @Inject
    StartDeeds(Pool postgres, ReactiveBridge bridge, Labs labs, Audit audit) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.labs = labs;
        this.audit = audit;
    }

    Uni<Void> record(
            StationId station,
            Actor by,
            String action,
            String reason,
            Map<String, String> details,
            Function<SqlConnection, Uni<Void>> work) {
        return labs.ofStation(station)
                .chain(lab -> bridge.backHere(() ->
                        bridge.onContext(() -> postgres.withTransaction(transaction -> work.apply(transaction)
                                .chain(() ->
                                        audit.record(transaction, by, deed(action, station, lab, reason, details)))))));
    }

    private static Deed deed(
            String action, StationId station, Optional<LabId> lab, String reason, Map<String, String> details) {
        return new Deed(action, "station", station.toString(), lab, reason, details);
    }
}
