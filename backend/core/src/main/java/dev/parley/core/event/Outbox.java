package dev.parley.core.event;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads and marks rows of {@code event_outbox}, outside Hibernate: these are not entities but mail. */
@ApplicationScoped
class Outbox {
    private static final String COLUMNS = "SELECT sequence, aggregate, aggregate_id, version, kind, payload, at";
    /** How long a transaction may take between its first event and its commit without being overlooked. */
    private static final String LATE_COMMITS = "interval '60 seconds'";

    private static final int BATCH = 500;

    private final Pool pool;

    @Inject
    Outbox(Pool pool) {
        this.pool = pool;
    }

    Future<Long> newest() {
        return pool.query("SELECT coalesce(max(sequence), 0) FROM event_outbox")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** What PostgreSQL calls now: the events' own clock. */
    Future<Instant> now() {
        return pool.query("SELECT clock_timestamp()")
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
    }

    Future<List<DomainEvent>> unpublished() {
        return pool.query(COLUMNS + " FROM event_outbox WHERE published_at IS NULL ORDER BY sequence LIMIT " + BATCH)
                .execute()
                .map(Outbox::events);
    }

    Future<Void> published(List<DomainEvent> events) {
        Long[] sequences = events.stream().map(DomainEvent::sequence).toArray(Long[]::new);
        return pool.preparedQuery("UPDATE event_outbox SET published_at = clock_timestamp() WHERE sequence = ANY($1)")
                .execute(Tuple.of(sequences))
                .mapEmpty();
    }

    /** Everything from this sequence on. */
    Future<List<DomainEvent>> from(long sequence) {
        return pool.preparedQuery(COLUMNS + " FROM event_outbox WHERE sequence >= $1 ORDER BY sequence")
                .execute(Tuple.of(sequence))
                .map(Outbox::events);
    }

    /** Everything since this time and a little before, since numbers are drawn before transactions commit. */
    Future<List<DomainEvent>> since(Instant time, long sequence) {
        return pool.preparedQuery(COLUMNS + " FROM event_outbox WHERE at >= $1::timestamptz - " + LATE_COMMITS
                        + " AND sequence > $2 ORDER BY sequence")
                .execute(Tuple.of(time.atOffset(java.time.ZoneOffset.UTC), sequence))
                .map(Outbox::events);
    }

    Future<Integer> forget(Duration olderThan) {
        return pool.preparedQuery("DELETE FROM event_outbox WHERE published_at IS NOT NULL"
                        + " AND at < now() - $1 * interval '1 second'")
                .execute(Tuple.of(olderThan.toSeconds()))
                .map(RowSet::rowCount);
    }

    private static List<DomainEvent> events(RowSet<Row> rows) {
        List<DomainEvent> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            OffsetDateTime at = row.getOffsetDateTime("at");
            events.add(new DomainEvent(
                    row.getLong("sequence"),
                    DomainEvent.Aggregate.valueOf(row.getString("aggregate")),
                    row.getUUID("aggregate_id"),
                    row.getLong("version"),
                    row.getString("kind"),
                    row.getString("payload"),
                    at.toInstant()));
        }
        return events;
    }
}
