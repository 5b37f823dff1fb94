package dev.parley.core.assignment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.episode.EpisodeLedger;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Assignments in PostgreSQL: offers, leases and orderly ends. */
@ApplicationScoped
class StoredAssignments implements Assignments {
    private final Transactions transactions;
    private final AssignmentLedger ledger;
    private final AssignmentOffers offers;
    private final LostAssignments lost;
    private final PairedTurns pairs;
    private final TurnLedger turnLedger;
    private final Turns turns;
    private final EpisodeLedger episodes;
    private final Stations stations;
    private final ObjectMapper json;

    @Inject
    StoredAssignments(
            Transactions transactions,
            AssignmentLedger ledger,
            AssignmentOffers offers,
            LostAssignments lost,
            PairedTurns pairs,
            TurnLedger turnLedger,
            Turns turns,
            EpisodeLedger episodes,
            Stations stations,
            ObjectMapper json) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.offers = offers;
        this.lost = lost;
        this.pairs = pairs;
        this.turnLedger = turnLedger;
        this.turns = turns;
        this.episodes = episodes;
        this.stations = stations;
        this.json = json;
    }

    @Override
    public Uni<Optional<AssignmentData>> offer(TurnId turn, StationId station, int slot, Duration acceptWithin) {
        return offers.offer(List.of(new Offer(turn, station, slot)), acceptWithin)
                .map(List::getFirst);
    }

    @Override
    public Uni<List<Optional<AssignmentData>>> offerAll(List<Offer> wanted, Duration acceptWithin) {
        return offers.offer(wanted, acceptWithin);
    }

    @Override
    public Uni<Map<StationId, Set<Integer>>> takenSlots() {
        return transactions.read(session -> session.createQuery(
                        "SELECT stationId, slot FROM AssignmentEntity WHERE state IN (PROPOSED, OFFERED, LEASED)",
                        Object[].class)
                .getResultList()
                .map(rows -> {
                    Map<StationId, Set<Integer>> taken = new HashMap<>();
                    rows.forEach(row -> taken.computeIfAbsent(new StationId((UUID) row[0]), station -> new HashSet<>())
                            .add((Integer) row[1]));
                    return taken;
                }));
    }

    @Override
    public Uni<Optional<AssignmentData>> find(EpisodeId id) {
        return transactions.read(session -> session.find(AssignmentEntity.class, id.value())
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.<AssignmentData>empty())
                        : withTurn(row).map(Optional::of)));
    }

    @Override
    public Uni<List<AssignmentData>> open(StationId station) {
        // The turns come over a connection of their own: only once this one is given back, or all who look at once wait
        // for each other.
        return transactions
                .read(session -> session.createQuery(
                                "FROM AssignmentEntity WHERE stationId = :station AND state IN (OFFERED, LEASED)"
                                        + " ORDER BY offeredAt",
                                AssignmentEntity.class)
                        .setParameter("station", station.value())
                        .getResultList())
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().item(List.of()) : withTurns(rows));
    }

    @Override
    public Uni<AssignmentData> lease(EpisodeId id, Fence fence, Duration ttl) {
        return transactions.write(session -> ledger.lock(session, id, fence)
                .chain(row -> Transactions.now(session)
                        .invoke(now -> requireInTime(row, now))
                        .invoke(now -> row.leaseUntil = now.plus(ttl))
                        .chain(now -> ledger.change(session, row, AssignmentState.LEASED, null)
                                .chain(() -> withTurn(row))
                                .call(leased -> createEpisode(session, leased, now)))));
    }

    /** Nobody may have swept meanwhile: what a person let start before all servers went down must not begin when they are back. */
    private static void requireInTime(AssignmentEntity row, Instant now) {
        if (row.state == AssignmentState.OFFERED && !row.acceptBy.isAfter(now)) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Assignment %s was to be accepted until %s; nothing starts after that."
                            .formatted(row.id, row.acceptBy));
        }
    }

    @Override
    public Uni<Void> decline(EpisodeId id, Fence fence, String note) {
        return transactions.write(session -> ledger.turnOf(session, id)
                .call(turn -> turnLedger.lock(session, turn))
                .chain(turn -> ledger.lock(session, id, fence)
                        .chain(row -> ledger.change(session, row, AssignmentState.DECLINED, note))
                        .chain(() -> turnLedger.returnToQueue(session, turn, note, false)))
                .replaceWithVoid());
    }

    @Override
    public Uni<List<EpisodeId>> renew(List<LeaseRenewal> renewals) {
        if (renewals.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return transactions.write(session -> session.createNativeQuery(
                        "UPDATE assignment SET lease_until = clock_timestamp() + r.ttl_ms * interval '1 millisecond'"
                                + " FROM jsonb_to_recordset(cast(cast(:renewals AS text) AS jsonb))"
                                + " AS r(id uuid, fence bigint, ttl_ms bigint)"
                                + " WHERE assignment.id = r.id AND assignment.fence = r.fence"
                                + " AND assignment.state = 'LEASED' RETURNING assignment.id",
                        UUID.class)
                .setParameter("renewals", written(renewals))
                .getResultList()
                .map(ids -> ids.stream().map(EpisodeId::new).toList()));
    }

    @Override
    public Uni<Void> release(EpisodeId id, Fence fence) {
        return transactions.write(session -> ledger.turnOf(session, id)
                .chain(turn -> turnLedger
                        .lockWithFollower(session, turn)
                        .chain(follower -> ledger.lock(session, id, fence)
                                .call(row -> episodes.requireEnded(session, id))
                                .chain(row -> ledger.change(session, row, AssignmentState.RELEASED, null)
                                        .chain(() -> turnLedger.end(session, turn, TurnState.DONE))
                                        .chain(() -> follower.map(next -> pairs.goOn(session, row, next))
                                                .orElseGet(
                                                        () -> Uni.createFrom().voidItem()))))));
    }

    @Override
    public Uni<Void> lose(EpisodeId id, Fence fence, String note) {
        return lost.lose(id, fence, note);
    }

    @Override
    public Uni<Integer> sweep() {
        return lost.sweep();
    }

    private Uni<Void> createEpisode(Mutiny.Session session, AssignmentData leased, Instant now) {
        return turnLedger
                .readingOf(session, leased.turn().id())
                .chain(reading -> stations.find(leased.station())
                        .map(Optional::orElseThrow)
                        .chain(station -> episodes.create(
                                session, leased.id(), leased.fence(), leased.turn(), reading, station, now)));
    }

    private Uni<List<AssignmentData>> withTurns(List<AssignmentEntity> rows) {
        return turns.findAll(rows.stream().map(row -> new TurnId(row.turnId)).toList())
                .map(found -> {
                    Map<TurnId, TurnData> byId = found.stream().collect(Collectors.toMap(TurnData::id, turn -> turn));
                    return rows.stream()
                            .map(row -> row.data(requireNonNull(byId.get(new TurnId(row.turnId)))))
                            .toList();
                });
    }

    private Uni<AssignmentData> withTurn(AssignmentEntity row) {
        return turns.find(new TurnId(row.turnId)).map(Optional::orElseThrow).map((TurnData turn) -> row.data(turn));
    }

    private String written(List<LeaseRenewal> renewals) {
        try {
            return json.writeValueAsString(renewals.stream()
                    .map(renewal -> Map.of(
                            "id", renewal.id().toString(),
                            "fence", renewal.fence().value(),
                            "ttl_ms", renewal.ttl().toMillis()))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lease renewals are not JSON", e);
        }
    }
}
