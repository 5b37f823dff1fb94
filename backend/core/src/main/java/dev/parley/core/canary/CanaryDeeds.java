package dev.parley.core.canary;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.Labs;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What is done to the canary of a station, each with its audit and its line in the station's history. */
@ApplicationScoped
class CanaryDeeds {
    /** PostgreSQL advisory locks, one of each station: "PCAN". */
    private static final long LOCK = 0x5043414eL;

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final CanaryCheck check;
    private final Stations stations;
    private final Labs labs;
    private final Audit audit;

    @Inject
    CanaryDeeds(Pool postgres, ReactiveBridge bridge, CanaryCheck check, Stations stations, Labs labs, Audit audit) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.check = check;
        this.stations = stations;
        this.labs = labs;
        this.audit = audit;
    }

    Uni<Void> set(StationId id, CanaryPlan plan, Actor by, String reason, Instant now) {
        return stations.known(id)
                .chain(station -> check.of(plan, station, now))
                .chain(fit -> labs.ofStation(id)
                        .chain(lab ->
                                alone(id, transaction -> set(transaction, wanted(id, fit, by, reason, now), by, lab))));
    }

    /** For a station that never had one. */
    Uni<Void> give(UsualCanary.Wanted usual, Instant now) {
        Actor by = Actor.platform();
        return stations.known(usual.station())
                .chain(station -> check.of(usual.plan(), station, now))
                .chain(fit -> labs.ofStation(usual.station())
                        .chain(lab -> alone(
                                usual.station(),
                                transaction -> transaction
                                        .preparedQuery("SELECT EXISTS (SELECT FROM canary WHERE station_id = $1)")
                                        .execute(Tuple.of(usual.station().value()))
                                        .chain(had -> had.iterator().next().getBoolean(0)
                                                ? Uni.createFrom().voidItem()
                                                : set(
                                                        transaction,
                                                        wanted(usual.station(), fit, by, UsualCanary.WHY, now),
                                                        by,
                                                        lab)))));
    }

    private static CanaryData wanted(StationId id, CanaryCheck.Fit fit, Actor by, String reason, Instant now) {
        return new CanaryData(
                UUID.randomUUID(),
                id,
                fit.plan(),
                fit.taskReading(),
                fit.maxSteps(),
                by.name(),
                reason,
                now,
                CanaryTimes.day(fit.plan(), now),
                CanaryTimes.next(fit.plan(), now),
                CanaryDrift.Verdict.LEARNING,
                Optional.empty());
    }

    private Uni<Void> set(SqlConnection transaction, CanaryData wanted, Actor by, Optional<LabId> lab) {
        return CanaryRows.lock(transaction, wanted.station())
                .chain(before -> set(transaction, before, wanted))
                .chain(after -> record(transaction, by, lab, after, "canary-set", "canary set", wanted.reason()));
    }

    private static Uni<CanaryData> set(SqlConnection transaction, Optional<CanaryData> before, CanaryData wanted) {
        if (before.filter(canary -> canary.plan().runsAs(wanted.plan())).isPresent()) {
            return transaction
                    .preparedQuery("UPDATE canary SET at_time = $2, zone = $3, due_at = $4, set_by = $5, reason = $6"
                            + " WHERE id = $1")
                    .execute(Tuple.of(
                            before.get().id(),
                            wanted.plan().at(),
                            wanted.plan().zone().getId(),
                            wanted.dueAt().atOffset(ZoneOffset.UTC),
                            wanted.setBy(),
                            wanted.reason()))
                    .replaceWith(wanted);
        }
        return before.map(canary -> ended(transaction, canary, wanted.setAt()))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> CanaryRows.insert(transaction, wanted))
                .replaceWith(wanted);
    }

    private static Uni<Void> ended(SqlConnection transaction, CanaryData canary, Instant now) {
        return transaction
                .preparedQuery("UPDATE canary SET ended_at = $2 WHERE id = $1")
                .execute(Tuple.of(canary.id(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> end(StationId id, Actor by, String reason, Instant now) {
        return deed(
                id,
                by,
                "canary-ended",
                "canary ended",
                reason,
                (transaction, canary) -> ended(transaction, canary, now));
    }

    Uni<Void> startAnew(StationId id, Actor by, String reason, Instant now) {
        return deed(
                id,
                by,
                "canary-anew",
                "canary anew",
                reason,
                (transaction, canary) -> transaction
                        .preparedQuery(
                                "UPDATE canary c SET verdict = 'LEARNING', worse_since = NULL, baseline_from = CASE WHEN"
                                        + " EXISTS (SELECT FROM canary_day d WHERE d.canary_id = c.id AND d.day = $2::date)"
                                        + " THEN $2::date + 1 ELSE $2::date END WHERE c.id = $1")
                        .execute(Tuple.of(canary.id(), CanaryTimes.day(canary.plan(), now)))
                        .replaceWithVoid());
    }

    private interface Work {
        Uni<Void> on(SqlConnection transaction, CanaryData canary);
    }

    private Uni<Void> deed(StationId id, Actor by, String action, String history, String reason, Work work) {
        return stations.known(id)
                .chain(station -> labs.ofStation(id)
                        .chain(lab -> alone(
                                id,
                                transaction -> CanaryRows.lock(transaction, id)
                                        .map(found -> found.orElseThrow(() -> new ParleyException(
                                                ErrorCode.STATE_CONFLICT,
                                                "%s has no canary; set one first.".formatted(station.name()))))
                                        .call(canary -> work.on(transaction, canary))
                                        .chain(canary ->
                                                record(transaction, by, lab, canary, action, history, reason)))));
    }

    private Uni<Void> alone(StationId station, Function<SqlConnection, Uni<Void>> work) {
        return bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(transaction -> transaction
                .preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1, $2))")
                .execute(Tuple.of(station.toString(), LOCK))
                .chain(() -> work.apply(transaction)))));
    }

    private Uni<Void> record(
            SqlConnection transaction,
            Actor by,
            Optional<LabId> lab,
            CanaryData canary,
            String action,
            String history,
            String reason) {
        CanaryPlan plan = canary.plan();
        Map<String, String> details = new HashMap<>();
        details.put("policy", plan.policyName());
        details.put("digest", plan.policyDigest());
        details.put("scene", plan.sceneId());
        details.put("instruction", plan.instruction());
        details.put("tries", String.valueOf(plan.seeds().size()));
        details.put("at", plan.at() + " " + plan.zone());
        return audit.record(
                        transaction,
                        by,
                        new Deed(
                                "station." + action, "station", canary.station().toString(), lab, reason, details))
                .chain(() -> CanarySettling.history(transaction, canary, history, by.name(), reason));
    }
}
