package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentLedger;
import dev.parley.core.consent.Consents;
import dev.parley.core.episode.Episodes;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Prompts in PostgreSQL. */
@ApplicationScoped
class StoredPrompts implements Prompts {
    private final Pool postgres;
    private final Transactions transactions;
    private final PromptPlanner planner;
    private final PromptLedger ledger;
    private final PromptIntake intake;
    private final TurnLedger turnLedger;
    private final Turns turns;
    private final AssignmentLedger assignments;
    private final Episodes episodes;
    private final Limits limits;
    private final Consents consents;
    private final PromptReads reads;
    private final FollowedPrompts followed;

    @Inject
    StoredPrompts(
            Pool postgres,
            Transactions transactions,
            PromptPlanner planner,
            PromptLedger ledger,
            PromptIntake intake,
            TurnLedger turnLedger,
            Turns turns,
            AssignmentLedger assignments,
            Episodes episodes,
            Limits limits,
            Consents consents,
            PromptReads reads,
            FollowedPrompts followed) {
        this.postgres = postgres;
        this.transactions = transactions;
        this.planner = planner;
        this.ledger = ledger;
        this.intake = intake;
        this.turnLedger = turnLedger;
        this.turns = turns;
        this.assignments = assignments;
        this.episodes = episodes;
        this.limits = limits;
        this.consents = consents;
        this.reads = reads;
        this.followed = followed;
    }

    @Override
    public Uni<PromptData> submit(PromptRequest request, Author author) {
        // What was asked already takes nothing of an allowance: a program that lost the answer may ask for it again.
        return Uni.createFrom()
                .deferred(() -> asked(request, author))
                .chain(known -> known.map(id -> reads.find(id).map(found -> stillThere(id, found)))
                        .orElseGet(() -> admitted(request, author)));
    }

    private Uni<PromptData> admitted(PromptRequest request, Author author) {
        return Uni.createFrom()
                .deferred(() -> limits.take(Limit.PROMPTS, author))
                .chain(() -> consents.require(author))
                .chain(() -> planner.check(request, author))
                .chain(draft -> admitted(draft, request, author));
    }

    private Uni<PromptData> admitted(PromptDraft draft, PromptRequest request, Author author) {
        return intake.admit(draft)
                .onFailure(AskedBefore.class)
                .recoverWithUni(() -> asked(request, author)
                        .chain(known -> known.map(id -> reads.find(id).map(found -> stillThere(id, found)))
                                // The other one of the two became nothing: now it is this one's turn.
                                .orElseGet(() -> admitted(draft, request, author))));
    }

    private Uni<Optional<PromptId>> asked(PromptRequest request, Author author) {
        return request.once()
                .map(key -> OnceRows.find(postgres, author, key, request))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static PromptData stillThere(PromptId id, Optional<PromptData> found) {
        return found.filter(prompt -> prompt.state() != PromptState.ERASED)
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.WITHDRAWN,
                        "Prompt %s was asked under this key, and was taken back since.".formatted(id)));
    }

    @Override
    public Uni<Optional<PromptData>> find(PromptId id) {
        return reads.find(id);
    }

    @Override
    public Uni<List<PromptData>> of(Author author, int limit) {
        return transactions.read(session -> session.createQuery(
                        "FROM PromptEntity WHERE author = :author AND state <> ERASED ORDER BY submittedAt DESC, id",
                        PromptEntity.class)
                .setParameter("author", author.id().value())
                .setMaxResults(limit)
                .getResultList()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(this::whole)
                        .collect()
                        .asList()));
    }

    @Override
    public Uni<PromptData> withdraw(PromptId id, Author author) {
        // Turns are locked before the prompt, as everywhere; see TurnLedger.
        return transactions
                .write(session -> turnLedger
                        .lockOfPrompt(session, id)
                        .chain(locked -> ledger.lock(session, id)
                                .invoke(row -> requireOwn(row, author))
                                .call(row -> leave(session, row, locked))
                                .call(() -> leavePreview(session, id))
                                .chain(this::whole)))
                .invoke(() -> followed.changedHere(id));
    }

    private Uni<Void> leave(Mutiny.Session session, PromptEntity row, List<TurnData> locked) {
        return revokeOffers(session, locked)
                .chain(() -> ledger.change(session, row, PromptState.WITHDRAWN))
                .chain(() -> turnLedger.cancelWaiting(session, locked));
    }

    /**
     * Nobody waits for what is tried in simulation once the one it tries is withdrawn. Its rows are locked after the other one's:
     * whoever changes them never locks those.
     */
    private Uni<Void> leavePreview(Mutiny.Session session, PromptId first) {
        return PromptErasure.previewOf(session, first)
                .chain(found -> found.map(preview -> turnLedger
                                .lockOfPrompt(session, preview)
                                .chain(locked -> ledger.lock(session, preview)
                                        .chain(row -> row.state.terminal()
                                                ? Uni.createFrom().voidItem()
                                                : leave(session, row, locked))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<PromptData> whole(PromptEntity row) {
        PromptId id = new PromptId(row.id);
        return turns.ofPrompt(id)
                .chain(turnsOfIt -> PromptReads.shown(episodes, id).map(attempts -> row.data(turnsOfIt, attempts)));
    }

    private Uni<Void> revokeOffers(Mutiny.Session session, List<TurnData> locked) {
        return Multi.createFrom()
                .iterable(locked)
                .filter(turn -> turn.state() == TurnState.ASSIGNED)
                .onItem()
                .transformToUniAndConcatenate(turn -> assignments
                        .revokeOffer(session, turn.id(), "withdrawn by the asker")
                        .chain(revoked -> revoked
                                ? turnLedger.cancelOffered(session, turn.id())
                                : Uni.createFrom().voidItem()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static void requireOwn(PromptEntity row, Author author) {
        if (!row.author.equals(author.id().value())) {
            throw new ParleyException(
                    ErrorCode.NOT_YOURS, "Prompt %s is somebody else's; only they can withdraw it.".formatted(row.id));
        }
        if (row.state.terminal()) {
            throw new ParleyException(
                    ErrorCode.PROMPT_ENDED, "Prompt %s has ended as %s already.".formatted(row.id, row.state));
        }
    }
}
