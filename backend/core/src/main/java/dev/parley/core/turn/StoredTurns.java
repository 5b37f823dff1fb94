package dev.parley.core.turn;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The turns in PostgreSQL. */
@ApplicationScoped
class StoredTurns implements Turns {
    private final Transactions transactions;
    private final TurnLedger ledger;

    @Inject
    StoredTurns(Transactions transactions, TurnLedger ledger) {
        this.transactions = transactions;
        this.ledger = ledger;
    }

    @Override
    public Uni<Optional<TurnData>> find(TurnId id) {
        return transactions.read(session -> session.find(TurnEntity.class, id.value())
                .map(row -> Optional.ofNullable(row).map(TurnEntity::data)));
    }

    @Override
    public Uni<List<TurnData>> waiting() {
        return transactions.read(session -> session.createQuery(
                        "FROM TurnEntity WHERE state = WAITING ORDER BY priorityClass, fairRound, ticket",
                        TurnEntity.class)
                .getResultList()
                .map(rows -> rows.stream().map(TurnEntity::data).toList()));
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
    public Uni<Integer> expire(Instant now) {
        return transactions
                .read(session -> session.createQuery(
                                "SELECT id FROM TurnEntity WHERE state = WAITING AND expiresAt <= :now ORDER BY id",
                                UUID.class)
                        .setParameter("now", now)
                        .getResultList())
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(id -> expireOne(new TurnId(id)))
                        .filter(expired -> expired)
                        .collect()
                        .asList()
                        .map(List::size));
    }

    @Override
    public Uni<Long> open() {
        return transactions.read(session -> session.createQuery(
                        "SELECT count(*) FROM TurnEntity WHERE state IN (WAITING, ASSIGNED)", Long.class)
                .getSingleResult());
    }

    /** One transaction each, so that one turn that somebody just took does not hold up the others. */
    private Uni<Boolean> expireOne(TurnId id) {
        return transactions.write(session -> ledger.lock(session, id)
                .chain(turn -> turn.isPresent() && turn.get().state() == TurnState.WAITING
                        ? ledger.end(session, id, TurnState.EXPIRED).replaceWith(true)
                        : Uni.createFrom().item(false)));
    }
}
