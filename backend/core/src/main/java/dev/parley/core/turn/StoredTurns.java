package dev.parley.core.turn;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The turns in PostgreSQL. */
@ApplicationScoped
class StoredTurns implements Turns {
    private final Transactions transactions;
    private final TurnLedger ledger;
    private final Pool postgres;

    @Inject
    StoredTurns(Transactions transactions, TurnLedger ledger, Pool postgres) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.postgres = postgres;
    }

    @Override
    public Uni<Optional<TurnData>> find(TurnId id) {
        return transactions.read(session -> session.find(TurnEntity.class, id.value())
                .map(row -> Optional.ofNullable(row).map(TurnEntity::data)));
    }

    @Override
    public Uni<List<TurnData>> findAll(Collection<TurnId> ids) {
        UUID[] uuids = ids.stream().map(TurnId::value).toArray(UUID[]::new);
        return rows("t.id = ANY ($1)", Tuple.tuple().addArrayOfUUID(uuids));
    }

    @Override
    public Uni<List<TurnData>> waiting() {
        return rows(
                "t.state = 'WAITING' AND t.follows IS NULL ORDER BY t.priority_class, t.fair_round, t.ticket",
                Tuple.tuple());
    }

    @Override
    public Uni<List<TurnData>> waitingBehind(Optional<Placement> behind, int atMost) {
        Placement place = behind.orElse(new Placement(PriorityClass.values()[0], Long.MIN_VALUE, -1));
        return rows(
                "t.state = 'WAITING' AND t.follows IS NULL AND (t.priority_class, t.fair_round, t.ticket) > ($1, $2, $3)"
                        + " ORDER BY t.priority_class, t.fair_round, t.ticket LIMIT $4",
                Tuple.of((short) place.priorityClass().ordinal(), place.fairRound(), place.ticket(), atMost));
    }

    /** Outside Hibernate, which would keep a copy of every row to compare it with later. */
    private Uni<List<TurnData>> rows(String condition, Tuple values) {
        return postgres.preparedQuery("SELECT " + TurnRows.COLUMNS + " FROM turn t WHERE " + condition)
                .execute(values)
                .map(rows -> {
                    List<TurnData> turns = new ArrayList<>(rows.size());
                    rows.forEach(row -> turns.add(TurnRows.data(row)));
                    return turns;
                });
    }

    @Override
    public Uni<List<TurnData>> ofPrompt(PromptId prompt) {
        return transactions.read(session -> session.createQuery(
                        "FROM TurnEntity WHERE promptId = :prompt ORDER BY ticket", TurnEntity.class)
                .setParameter("prompt", prompt.value())
                .getResultList()
                .map(rows -> rows.stream().map(TurnEntity::data).toList()));
    }

    @Override
    public Uni<List<TurnData>> due() {
        return rows(
                "t.state IN ('WAITING', 'HELD') AND t.expires_at <= clock_timestamp() ORDER BY t.id", Tuple.tuple());
    }

    @Override
    public Uni<Boolean> expire(TurnId id) {
        return transactions.read(Transactions::now).chain(now -> expireOne(id, now));
    }

    @Override
    public Uni<Void> postpone(TurnId id, Instant until) {
        return postgres.preparedQuery("UPDATE turn SET expires_at = $1 WHERE id = $2 AND state IN ('WAITING', 'HELD')")
                .execute(Tuple.of(until.atOffset(ZoneOffset.UTC), id.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> expire() {
        return transactions.read(Transactions::now).chain(now -> expire(now));
    }

    @Override
    public Uni<Integer> expire(Instant now) {
        return transactions
                .read(session -> session.createQuery(
                                "SELECT id FROM TurnEntity WHERE state IN (WAITING, HELD) AND expiresAt <= :now ORDER BY id",
                                UUID.class)
                        .setParameter("now", now)
                        .getResultList())
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(id -> expireOne(new TurnId(id), now))
                        .filter(expired -> expired)
                        .collect()
                        .asList()
                        .map(List::size));
    }

    @Override
    public Uni<Long> open() {
        return transactions.read(session -> session.createQuery(
                        "SELECT count(*) FROM TurnEntity WHERE state IN (WAITING, HELD, ASSIGNED)", Long.class)
                .getSingleResult());
    }

    private static boolean isDue(TurnData turn, Instant now) {
        return (turn.state() == TurnState.WAITING || turn.state() == TurnState.HELD)
                && turn.expiresAt().map(until -> !until.isAfter(now)).orElse(false);
    }

    /** One transaction each, so that one turn that somebody just took does not hold up the others. */
    private Uni<Boolean> expireOne(TurnId id, Instant now) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(turn -> turn.filter(found -> isDue(found, now)).isPresent()
                        ? ledger.end(session, id, TurnState.EXPIRED).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }
}
