package dev.parley.core.startphoto;

import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.startphoto.StartPhotos.Accepted;
import dev.parley.core.startphoto.StartPhotos.Photo;
import dev.parley.core.startphoto.StartPhotos.Place;
import dev.parley.core.turn.PinnedConditions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code start_photo}, and what the console's asks are. */
final class StartPhotoRows {
    /** One ask of a console, where it is part of a comparison. */
    private static final String ASK = """
            SELECT a.id, a.state, t.follows, t.scene_id, t.seed, t.conditions, x.person_id, t.comparison_id IS NOT NULL
            FROM console_step c JOIN assignment a ON a.id = c.assignment_id JOIN turn t ON t.id = a.turn_id
            LEFT JOIN station_shift x ON x.station_id = c.station_id AND x.ended_at IS NULL
            WHERE c.ask_id = $1 AND c.station_id = $2""";

    private static final String COLUMNS = "p.camera, p.taken_at, p.png, p.why, p.difference, p.unlike_from, p.place,"
            + " p.accepted_at, p.accepted_by, p.accepted_reason";

    private static final String OF = "SELECT " + COLUMNS + " FROM start_photo p WHERE p.assignment_id = $1";

    private static final String OF_TURN = "SELECT " + COLUMNS + " FROM start_photo p JOIN assignment a ON"
            + " a.id = p.assignment_id WHERE a.turn_id = $1 AND p.station_id = $2 ORDER BY a.fence DESC LIMIT 1";

    /** A new picture has not been accepted. */
    private static final String KEEP = """
            INSERT INTO start_photo (assignment_id, station_id, camera, taken_at, png, why, difference, unlike_from, place)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (assignment_id) DO UPDATE SET camera = excluded.camera, taken_at = excluded.taken_at,
                png = excluded.png, why = excluded.why, difference = excluded.difference, unlike_from = excluded.unlike_from,
                place = excluded.place, accepted_at = NULL, accepted_by = NULL, accepted_reason = NULL""";

    private StartPhotoRows() {}

    /**
     * An ask at a console.
     *
     * @param follows the turn of the first, for the second of a comparison
     * @param operator who stands by
     */
    record Asked(
            UUID assignment,
            boolean proposed,
            boolean comparison,
            Optional<UUID> follows,
            String sceneId,
            long seed,
            Map<String, Double> conditions,
            Optional<UUID> operator) {
        /** Whether it is they who stand by; nobody does where nobody signed on. */
        boolean standsBy(Actor who) {
            return operator.isPresent() && operator.equals(who.person().map(PersonId::value));
        }
    }

    /** What is kept of one. */
    record Kept(
            String camera,
            Photo photo,
            Optional<Double> difference,
            Optional<Double> unlikeFrom,
            Optional<Place> place,
            Optional<Accepted> accepted) {}

    static Uni<Optional<Asked>> asked(SqlClient client, StationId station, UUID ask) {
        return client.preparedQuery(ASK).execute(Tuple.of(ask, station.value())).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Asked(
                    row.getUUID(0),
                    row.getString(1).equals("PROPOSED"),
                    row.getBoolean(7),
                    Optional.ofNullable(row.getUUID(2)),
                    row.getString(3),
                    row.getLong(4),
                    PinnedConditions.read(row.getString(5)),
                    Optional.ofNullable(row.getUUID(6))));
        });
    }

    static Uni<Optional<Kept>> of(SqlClient client, UUID assignment) {
        return client.preparedQuery(OF).execute(Tuple.of(assignment)).map(StartPhotoRows::first);
    }

    /** Of the last attempt at that turn here. */
    static Uni<Optional<Kept>> ofTurn(SqlClient client, UUID turn, StationId station) {
        return client.preparedQuery(OF_TURN)
                .execute(Tuple.of(turn, station.value()))
                .map(StartPhotoRows::first);
    }

    static Uni<Void> keep(SqlClient client, UUID assignment, StationId station, Kept kept) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addUUID(assignment)
                        .addUUID(station.value())
                        .addString(kept.camera())
                        .addOffsetDateTime(kept.photo().at().atOffset(ZoneOffset.UTC))
                        // Buffers of Mutiny cannot be null here.
                        .addValue(kept.photo().png().map(Buffer::buffer).orElse(null))
                        .addString(kept.photo().why().orElse(null))
                        .addDouble(kept.difference().orElse(null))
                        .addDouble(kept.unlikeFrom().orElse(null))
                        .addArrayOfDouble(kept.place()
                                .map(place -> new Double[] {place.left(), place.top(), place.width(), place.height()})
                                .orElse(null)))
                .replaceWithVoid();
    }

    /**
     * @param taken when the picture was taken that is accepted
     * @return whether it is still the newest
     */
    static Uni<Boolean> accept(SqlClient transaction, UUID assignment, Instant taken, Accepted accepted) {
        return transaction
                .preparedQuery("UPDATE start_photo SET accepted_at = $2, accepted_by = $3, accepted_reason = $4"
                        + " WHERE assignment_id = $1 AND taken_at = $5")
                .execute(Tuple.of(
                        assignment,
                        accepted.at().atOffset(ZoneOffset.UTC),
                        accepted.by(),
                        accepted.reason(),
                        taken.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Optional<Kept> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(kept(rows.iterator().next()));
    }

    private static Kept kept(Row row) {
        Double[] place = row.getArrayOfDoubles(6);
        return new Kept(
                row.getString(0),
                new Photo(
                        at(row, 1),
                        Optional.ofNullable(row.getBuffer(2)).map(stored -> stored.getBytes()),
                        Optional.ofNullable(row.getString(3))),
                Optional.ofNullable(row.getDouble(4)),
                Optional.ofNullable(row.getDouble(5)),
                place == null ? Optional.empty() : Optional.of(new Place(place[0], place[1], place[2], place[3])),
                Optional.ofNullable(row.getOffsetDateTime(7))
                        .map(accepted -> new Accepted(row.getString(8), row.getString(9), accepted.toInstant())));
    }

    private static Instant at(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
