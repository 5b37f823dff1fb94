package dev.parley.core.assignment;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import dev.parley.core.quota.QuotaGate;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.ConsoleConfig;
import dev.parley.core.station.PyramidConfig;
import dev.parley.core.turn.PersonsNote;
import dev.parley.core.turn.TurnBatches;
import dev.parley.core.turn.TurnData;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Offers many turns in one transaction of a few statements, so that one commit pays for all of them. Turns are locked
 * first and by id, then the quotas of labs, then slots are taken, each in one order by everybody: two replicas never wait for each other
 * in a circle.
 */
@ApplicationScoped
class AssignmentOffers {
    /**
     * Turns are locked by now. What moderation has not passed runs on no real robot, and no station gets its picture; a wish
     * for a body or one station, and what may run on a real robot, are kept, whatever the index says. Where a person looks first it
     * is only proposed, one at a time, and only while one stands by and the table is reset.
     */
    private static final String INSERT = """
            WITH made AS (
            INSERT INTO assignment (id, turn_id, station_id, slot, fence, state, offered_at, accept_by, version)
            SELECT o.id, o.turn, o.station, o.slot, nextval('fence'),
                   CASE WHEN r.rule = 'NONE' THEN 'OFFERED' ELSE 'PROPOSED' END, clock_timestamp(),
                   clock_timestamp() + CASE WHEN r.rule = 'NONE' THEN $5::float8 ELSE $7::float8 END * interval '1 millisecond', 1
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[])
                WITH ORDINALITY AS o (id, turn, station, slot, number)
            JOIN turn t ON t.id = o.turn JOIN prompt p ON p.id = t.prompt_id JOIN station s ON s.id = o.station
            CROSS JOIN LATERAL (SELECT coalesce(s.console_rule,
                CASE WHEN s.kind = 'SIMULATOR' THEN 'NONE' ELSE $6::text END) AS rule) r
            WHERE (p.screening = 'PASSED'
                   OR p.screening = 'PENDING' AND s.kind = 'SIMULATOR' AND t.goal_image IS NULL)
              AND (t.station_id IS NULL OR t.station_id = o.station)
              AND (t.wanted_body IS NULL OR (t.wanted_body = 'SIMULATION') = (s.kind = 'SIMULATOR'))
              AND (coalesce(s.policy_rule, CASE WHEN s.kind = 'SIMULATOR' THEN 'ANY' ELSE $8::text END) = 'ANY'
                   OR EXISTS (SELECT FROM station_policy y WHERE y.station_id = s.id
                       AND y.policy_digest = t.policy_digest))
              AND (r.rule = 'NONE'
                   OR EXISTS (SELECT FROM station_shift x WHERE x.station_id = s.id AND x.ended_at IS NULL)
                   AND NOT EXISTS (SELECT FROM console_step c JOIN assignment a ON a.id = c.assignment_id
                       WHERE c.station_id = s.id AND c.started_at IS NOT NULL AND c.reset_at IS NULL
                           AND a.lease_until IS NOT NULL AND a.state IN ('RELEASED', 'REVOKED'))
                   AND NOT EXISTS (SELECT FROM assignment a WHERE a.station_id = s.id AND a.state = 'PROPOSED'))
            ORDER BY o.number
            ON CONFLICT DO NOTHING
            RETURNING id, fence, offered_at, accept_by, state, station_id),
            steps AS (
            INSERT INTO console_step (assignment_id, station_id, accept_ms, approved_at, approved_by)
            SELECT m.id, m.station_id, $5::float8::bigint,
                   CASE WHEN r.rule = 'START_EACH' THEN clock_timestamp() END,
                   CASE WHEN r.rule = 'START_EACH' THEN 'the rule of its console' END
            FROM made m JOIN station s ON s.id = m.station_id CROSS JOIN LATERAL (SELECT coalesce(s.console_rule,
                CASE WHEN s.kind = 'SIMULATOR' THEN 'NONE' ELSE $6::text END) AS rule) r
            WHERE m.state = 'PROPOSED')
            SELECT m.id, m.fence, m.offered_at, m.accept_by, m.state, s.name
            FROM made m JOIN station s ON s.id = m.station_id""";

    private final Pool postgres;
    private final TurnBatches turns;
    private final EventRecorder events;
    private final ReactiveBridge bridge;
    private final ConsoleConfig console;
    private final PyramidConfig pyramid;
    private final QuotaGate quotas;

    @Inject
    AssignmentOffers(
            Pool postgres,
            TurnBatches turns,
            EventRecorder events,
            ReactiveBridge bridge,
            ConsoleConfig console,
            PyramidConfig pyramid,
            QuotaGate quotas) {
        this.postgres = postgres;
        this.turns = turns;
        this.events = events;
        this.bridge = bridge;
        this.console = console;
        this.pyramid = pyramid;
        this.quotas = quotas;
    }

    /** One answer for each, in the order given. */
    Uni<List<Optional<AssignmentData>>> offer(List<Assignments.Offer> offers, Duration acceptWithin) {
        if (offers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return bridge.backHere(() ->
                bridge.onContext(() -> postgres.withTransaction(transaction -> offer(transaction, offers, acceptWithin))
                        .invoke(made -> events.committed(made.events()))
                        .map(made -> offers.stream()
                                .map(offer -> Optional.ofNullable(made.byOffer().get(offer)))
                                .toList())));
    }

    private Uni<Made> offer(SqlConnection transaction, List<Assignments.Offer> offers, Duration acceptWithin) {
        return turns.lockWaiting(
                        transaction,
                        offers.stream().map(Assignments.Offer::turn).toList())
                .map(waiting -> offers.stream()
                        .filter(offer -> waiting.contains(offer.turn()))
                        .toList())
                .chain(waiting -> quotas.refused(
                                transaction,
                                waiting.stream().map(AssignmentOffers::wanted).toList())
                        .map(refused -> waiting.stream()
                                .filter(offer -> !refused.contains(wanted(offer)))
                                .toList()))
                .chain(allowed -> {
                    List<Assignments.Offer> possible = allowed.stream()
                            .sorted(Comparator.comparing((Assignments.Offer offer) ->
                                            offer.station().value())
                                    .thenComparingInt(Assignments.Offer::slot))
                            .toList();
                    return insert(transaction, possible, acceptWithin);
                })
                .chain(inserted -> turns.assign(
                                transaction,
                                inserted.keySet().stream()
                                        .map(Assignments.Offer::turn)
                                        .toList())
                        .call(() -> turns.note(transaction, notes(inserted)))
                        .chain(assigned -> tell(transaction, inserted, assigned)));
    }

    private static QuotaGate.Wanted wanted(Assignments.Offer offer) {
        return new QuotaGate.Wanted(offer.turn().value(), offer.station().value());
    }

    private Uni<Map<Assignments.Offer, Row>> insert(
            SqlConnection transaction, List<Assignments.Offer> offers, Duration acceptWithin) {
        if (offers.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<UUID, Assignments.Offer> byId = new HashMap<>();
        UUID[] ids = new UUID[offers.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = EpisodeId.random().value();
            byId.put(ids[i], offers.get(i));
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(ids)
                .addArrayOfUUID(
                        offers.stream().map(offer -> offer.turn().value()).toArray(UUID[]::new))
                .addArrayOfUUID(
                        offers.stream().map(offer -> offer.station().value()).toArray(UUID[]::new))
                .addArrayOfInteger(offers.stream().map(Assignments.Offer::slot).toArray(Integer[]::new))
                .addDouble((double) acceptWithin.toMillis())
                .addString(console.realStations().name())
                .addDouble((double) console.answerWithin().toMillis())
                .addString(pyramid.realStations().name());
        return transaction.preparedQuery(INSERT).execute(values).map((RowSet<Row> rows) -> {
            Map<Assignments.Offer, Row> inserted = new HashMap<>();
            rows.forEach(row -> inserted.put(byId.get(row.getUUID(0)), row));
            return inserted;
        });
    }

    /** What the askers read of those that a person looks at first. */
    private static Map<TurnId, String> notes(Map<Assignments.Offer, Row> inserted) {
        Map<TurnId, String> notes = new HashMap<>();
        inserted.forEach((offer, row) -> {
            if (AssignmentState.valueOf(row.getString(4)) == AssignmentState.PROPOSED) {
                notes.put(offer.turn(), PersonsNote.looks(row.getString(5)));
            }
        });
        return notes;
    }

    private Uni<Made> tell(
            SqlConnection transaction, Map<Assignments.Offer, Row> inserted, TurnBatches.Changed assigned) {
        Map<Assignments.Offer, AssignmentData> made = new HashMap<>();
        List<NewEvent> news = new ArrayList<>(assigned.events());
        inserted.forEach((offer, row) -> {
            AssignmentData data =
                    data(offer, row, requireNonNull(assigned.turns().get(offer.turn())));
            made.put(offer, data);
            news.add(AssignmentLedger.event(data, 1, Optional.empty()));
        });
        return events.record(transaction, news).map(recorded -> new Made(made, recorded));
    }

    private static AssignmentData data(Assignments.Offer offer, Row row, TurnData turn) {
        return new AssignmentData(
                new EpisodeId(row.getUUID(0)),
                turn,
                new StationId(offer.station().value()),
                offer.slot(),
                new Fence(row.getLong(1)),
                AssignmentState.valueOf(row.getString(4)),
                row.getOffsetDateTime(2).toInstant(),
                row.getOffsetDateTime(3).toInstant(),
                Optional.empty());
    }

    private record Made(Map<Assignments.Offer, AssignmentData> byOffer, List<DomainEvent> events) {}
}
