package dev.parley.core.quota;

import dev.parley.contracts.StationId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what is left. */
final class DayRooms {
    private static final String STATIONS = "SELECT id, lab_id FROM station WHERE lab_id = ANY ($1)";

    private DayRooms() {}

    /** @param labs those that have quotas */
    static Uni<DayRoom> read(SqlClient sql, UUID[] labs, Instant now) {
        return sql.preparedQuery(QuotaRows.QUOTAS)
                .execute(Tuple.of(labs, QuotaRows.since(now)))
                .map(rows -> {
                    Map<UUID, List<DayRoom.Quota>> quotas = new HashMap<>();
                    rows.forEach(row -> quotas.computeIfAbsent(row.getUUID("lab_id"), lab -> new ArrayList<>())
                            .add(QuotaRows.room(row, now)));
                    return quotas;
                })
                .chain(quotas -> sql.preparedQuery(STATIONS)
                        .execute(Tuple.of(labs))
                        .map(rows -> {
                            Map<StationId, UUID> stations = new HashMap<>();
                            rows.forEach(row -> stations.put(new StationId(row.getUUID(0)), row.getUUID(1)));
                            return new DayRoom(stations, quotas);
                        }));
    }
}
