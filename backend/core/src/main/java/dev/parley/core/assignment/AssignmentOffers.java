package dev.parley.core.assignment;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.event.NewEvent;
import dev.parley.core.reactive.ReactiveBridge;
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
 * Offers many turns in one transaction of four statements, so that one commit pays for all of them. Turns are locked
 * first and by id, then slots are taken in one order by everybody: two replicas never wait for each other in a circle.
 */
@ApplicationScoped
class AssignmentOffers {
    /**
     * Turns are locked by now. What moderation has not passed runs on no real robot, and no station gets its picture; a wish
     * for a body or one station is kept, whatever the index says.
     */
    private static final String INSERT = """
            INSERT INTO assignment (id, turn_id, station_id, slot, fence, state, offered_at, accept_by, version)
            SELECT o.id, o.turn, o.station, o.slot, nextval('fence'), 'OFFERED', clock_timestamp(),
                   clock_timestamp() + $5 * interval '1 millisecond', 1
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[])
                WITH ORDINALITY AS o (id, turn, station, slot, number)
            JOIN turn t ON t.id = o.turn JOIN prompt p ON p.id = t.prompt_id JOIN station s ON s.id = o.station
            WHERE (p.screening = 'PASSED'
                   OR p.screening = 'PENDING' AND s.kind = 'SIMULATOR' AND t.goal_image IS NULL)
              AND (t.station_id IS NULL OR t.station_id = o.station)
              AND (t.wanted_body IS NULL OR (t.wanted_body = 'SIMULATION') = (s.kind = 'SIMULATOR'))
            ORDER BY o.number
            ON CONFLICT DO NOTHING
            RETURNING id, fence, offered_at, accept_by""";

    private final Pool postgres;
    private final TurnBatches turns;
    private final EventRecorder events;
    private final ReactiveBridge bridge;

    @Inject
    AssignmentOffers(Pool postgres, TurnBatches turns, EventRecorder events, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.turns = turns;
        this.events = events;
        this.bridge = bridge;
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
                .chain(waiting -> {
                    List<Assignments.Offer> possible = offers.stream()
                            .filter(offer -> waiting.contains(offer.turn()))
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
                        .chain(assigned -> tell(transaction, inserted, assigned)));
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
                .addDouble((double) acceptWithin.toMillis());
        return transaction.preparedQuery(INSERT).execute(values).map((RowSet<Row> rows) -> {
            Map<Assignments.Offer, Row> inserted = new HashMap<>();
            rows.forEach(row -> inserted.put(byId.get(row.getUUID(0)), row));
            return inserted;
        });
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
                AssignmentState.OFFERED,
                row.getOffsetDateTime(2).toInstant(),
                row.getOffsetDateTime(3).toInstant(),
                Optional.empty());
    }

    private record Made(Map<Assignments.Offer, AssignmentData> byOffer, List<DomainEvent> events) {}
}
