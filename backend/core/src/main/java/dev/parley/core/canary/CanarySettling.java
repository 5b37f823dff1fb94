package dev.parley.core.canary;

import dev.parley.contracts.LabId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.canary.CanaryDrift.Verdict;
import dev.parley.core.episode.EndReason;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks, once after each day, whether a station does as usual, and tells of it where it does not. */
@ApplicationScoped
class CanarySettling {
    /** So long a person at the console has to say what a machine did not judge. */
    private static final Duration JUDGED_WITHIN = Duration.ofHours(24);

    /** Days of which nothing more comes. $1: days from before it wait for no verdict, $2: end reasons after which one is due. */
    private static final String WHOLE = """
            SELECT DISTINCT d.canary_id FROM canary_day d JOIN canary c ON c.id = d.canary_id AND c.ended_at IS NULL
            WHERE d.settled_at IS NULL AND NOT EXISTS (
                SELECT FROM canary_try x JOIN turn t ON t.id = x.turn_id
                LEFT JOIN LATERAL (
                    SELECT * FROM episode one WHERE one.prompt_id = t.prompt_id AND one.turn_id = t.id
                    ORDER BY one.attempt DESC LIMIT 1) e ON true
                WHERE x.canary_id = d.canary_id AND x.day = d.day AND (t.state IN ('WAITING', 'HELD', 'ASSIGNED')
                    OR d.fed_at > $1 AND e.state <> 'LOST' AND e.end_reason = ANY ($2) AND NOT EXISTS (
                        SELECT FROM outcome o WHERE o.episode_id = e.id AND o.judge IN ('scene', 'operator')
                            AND o.result <> 'NOT_SCORED')))""";

    /** $4 and $5: days fed after that of which a verdict may still come stay open, whatever day is looked at. */
    private static final String SETTLE =
            "UPDATE canary_day SET settled_at = $2 WHERE canary_id = $1 AND settled_at IS NULL AND day = ANY ($3)"
                    + " AND (fed_at <= $4 OR day <> ALL ($5))";

    private static final String[] JUDGED = EndReason.names(EndReason.Cause.TASK);

    private final Audit audit;
    private final EventRecorder events;
    private final CanaryConfig config;

    @Inject
    CanarySettling(Audit audit, EventRecorder events, CanaryConfig config) {
        this.audit = audit;
        this.events = events;
        this.config = config;
    }

    Uni<List<UUID>> due(Pool postgres, Instant now) {
        return postgres.preparedQuery(WHOLE)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(now.minus(JUDGED_WITHIN).atOffset(ZoneOffset.UTC))
                        .addArrayOfString(JUDGED))
                .map(rows -> {
                    List<UUID> found = new ArrayList<>();
                    rows.forEach(row -> found.add(row.getUUID(0)));
                    return List.copyOf(found);
                });
    }

    /** @return what to tell after the commit */
    Uni<List<DomainEvent>> settle(SqlConnection transaction, UUID id, Instant now) {
        return CanaryRows.one(
                        transaction, "WHERE c.id = $1 AND c.ended_at IS NULL FOR UPDATE OF c SKIP LOCKED", Tuple.of(id))
                .chain(found -> found.map(canary -> CanaryRows.days(transaction, id, CanaryTimes.readAfter(canary, now))
                                .chain(days -> settle(transaction, canary, days, now)))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<List<DomainEvent>> settle(
            SqlConnection transaction, CanaryData canary, List<CanaryDay> days, Instant now) {
        LocalDate[] whole =
                days.stream().filter(CanaryDay::whole).map(CanaryDay::day).toArray(LocalDate[]::new);
        LocalDate[] unjudged = days.stream()
                .filter(day -> day.unjudged() > 0)
                .map(CanaryDay::day)
                .toArray(LocalDate[]::new);
        CanaryDrift drift =
                CanaryDrift.of(days, canary.baselineFrom(), config.baselineDays(), config.falseAlarmEveryDays());
        return transaction
                .preparedQuery(SETTLE)
                .execute(Tuple.tuple()
                        .addUUID(canary.id())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addArrayOfLocalDate(whole)
                        .addOffsetDateTime(now.minus(JUDGED_WITHIN).atOffset(ZoneOffset.UTC))
                        .addArrayOfLocalDate(unjudged))
                .chain(() -> transaction
                        .preparedQuery("UPDATE canary SET verdict = $2, worse_since = $3 WHERE id = $1")
                        .execute(Tuple.of(
                                canary.id(),
                                drift.verdict().name(),
                                drift.since().orElse(null))))
                .chain(() -> drift.verdict() == Verdict.WORSE && canary.verdict() != Verdict.WORSE
                        ? tell(transaction, canary, drift)
                        : Uni.createFrom().item(List.of()));
    }

    /** In the station's history, in the audit and as an event, all with the verdict itself. */
    private Uni<List<DomainEvent>> tell(SqlConnection transaction, CanaryData canary, CanaryDrift drift) {
        String why = CanaryWords.worse(canary, drift);
        return transaction
                .preparedQuery("UPDATE station SET version = version + 1 WHERE id = $1 RETURNING version, name, lab_id")
                .execute(Tuple.of(canary.station().value()))
                .map(rows -> rows.iterator().next())
                .call(row -> audit.record(
                        transaction,
                        Actor.platform(),
                        new Deed(
                                "station.canary-worse",
                                "station",
                                canary.station().toString(),
                                Optional.ofNullable(row.getUUID(2)).map(LabId::new),
                                why,
                                Map.of(
                                        "station",
                                        row.getString(1),
                                        "canary",
                                        canary.id().toString()))))
                .call(() -> history(
                        transaction, canary, "canary worse", Actor.platform().name(), why))
                .chain(row -> events.record(
                        transaction,
                        List.of(new NewEvent(
                                DomainEvent.Aggregate.STATION,
                                canary.station().value(),
                                row.getLong(0),
                                "station.canary-worse",
                                Map.of("canary", canary.id())))));
    }

    static Uni<Void> history(SqlConnection transaction, CanaryData canary, String what, String by, String why) {
        return transaction
                .preparedQuery(
                        "INSERT INTO station_audit (station_id, action, by_whom, reason) VALUES ($1, $2, $3, $4)")
                .execute(Tuple.of(canary.station().value(), what, by, why))
                .replaceWithVoid();
    }
}
