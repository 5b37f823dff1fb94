package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.assignment.AssignmentLedger;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnLedger;
import dev.parley.core.turn.TurnState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the second stage of moderation and people decide about prompts that wait or run; for the features of core only. */
@ApplicationScoped
public class PromptScreening {
    private static final String PENDING =
            "SELECT id, instruction, goal_image FROM prompt WHERE screening = 'PENDING' ORDER BY submitted_at LIMIT $1";

    private static final String PASS =
            "UPDATE prompt SET screening = 'PASSED' WHERE id = ANY ($1) AND screening = 'PENDING'";

    private final Pool postgres;
    private final Transactions transactions;
    private final PromptLedger ledger;
    private final TurnLedger turns;
    private final AssignmentLedger assignments;
    private final FollowedPrompts followed;

    @Inject
    PromptScreening(
            Pool postgres,
            Transactions transactions,
            PromptLedger ledger,
            TurnLedger turns,
            AssignmentLedger assignments,
            FollowedPrompts followed) {
        this.postgres = postgres;
        this.transactions = transactions;
        this.ledger = ledger;
        this.turns = turns;
        this.assignments = assignments;
        this.followed = followed;
    }

    /** One to look at. */
    public record Unseen(PromptId id, Optional<String> instruction, Optional<GoalImageId> goalImage) {}

    /** PENDING ones, oldest first. */
    public Uni<List<Unseen>> pending(int atMost) {
        return postgres.preparedQuery(PENDING).execute(Tuple.of(atMost)).map(rows -> {
            List<Unseen> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Unseen(
                    new PromptId(row.getUUID(0)),
                    Optional.ofNullable(row.getString(1)),
                    Optional.ofNullable(row.getUUID(2)).map(GoalImageId::new))));
            return found;
        });
    }

    /** PENDING → PASSED for those that still are; nobody is told, since nothing changes for who waits. */
    public Uni<Void> pass(Collection<PromptId> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : postgres.preparedQuery(PASS)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(
                                        ids.stream().map(PromptId::value).toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /**
     * PENDING → HELD; its waiting turns wait for a person. What runs already goes on.
     *
     * @param also in the same transaction
     */
    public Uni<Boolean> hold(PromptId id, Function<Mutiny.Session, Uni<Void>> also) {
        return change(
                id,
                Screening.PENDING,
                Screening.HELD,
                also,
                (session, locked) -> each(locked, TurnState.WAITING, turn -> turns.hold(session, turn.id())));
    }

    /** HELD → PASSED; its turns get their places back. */
    public Uni<Boolean> release(PromptId id, Function<Mutiny.Session, Uni<Void>> also) {
        return change(
                id,
                Screening.HELD,
                Screening.PASSED,
                also,
                (session, locked) -> each(locked, TurnState.HELD, turn -> turns.release(session, turn.id())));
    }

    /**
     * PENDING or HELD → REFUSED. The prompt becomes REJECTED, unless it was taken back: what waits is cancelled, what runs
     * is stopped (event {@code prompt.rejected}), and nobody is shown what ran.
     */
    public Uni<Boolean> refuse(PromptId id, Rejection why, Function<Mutiny.Session, Uni<Void>> also) {
        return transactions
                .write(session -> turns.lockOfPrompt(session, id)
                        .chain(locked -> ledger.lock(session, id).chain(row -> {
                            if (row.screening == Screening.REFUSED || row.screening == Screening.PASSED) {
                                return Uni.createFrom().item(false);
                            }
                            row.screening = Screening.REFUSED;
                            boolean stands = row.state == PromptState.QUEUED || row.state == PromptState.COMPLETED;
                            return (stands ? reject(session, row, locked, why) : session.flush())
                                    .chain(() -> PromptErasure.hideEpisodes(session, id))
                                    .chain(() -> also.apply(session))
                                    .replaceWith(true);
                        })))
                .invoke(() -> followed.changedHere(id));
    }

    private Uni<Void> reject(Mutiny.Session session, PromptEntity row, List<TurnData> locked, Rejection why) {
        return each(locked, TurnState.ASSIGNED, turn -> revoke(session, turn))
                .chain(() -> {
                    // Not before: what is asked in between writes the row, and a reason without its state is refused.
                    row.rejectionReason = why.reason();
                    row.rejectionSentence = why.sentence();
                    return ledger.change(session, row, PromptState.REJECTED);
                })
                .chain(() -> turns.cancelWaiting(session, locked));
    }

    private Uni<Void> revoke(Mutiny.Session session, TurnData turn) {
        return assignments
                .revokeOffer(session, turn.id(), "refused by moderation")
                .chain(revoked -> revoked
                        ? turns.cancelOffered(session, turn.id())
                        : Uni.createFrom().voidItem());
    }

    private interface Turns {
        Uni<Void> change(Mutiny.Session session, List<TurnData> locked);
    }

    private Uni<Boolean> change(
            PromptId id, Screening from, Screening to, Function<Mutiny.Session, Uni<Void>> also, Turns changed) {
        return transactions
                .write(session -> turns.lockOfPrompt(session, id)
                        .chain(locked -> ledger.lock(session, id).chain(row -> {
                            if (row.screening != from) {
                                return Uni.createFrom().item(false);
                            }
                            row.screening = to;
                            return session.flush()
                                    .chain(() -> changed.change(session, locked))
                                    .chain(() -> also.apply(session))
                                    .replaceWith(true);
                        })))
                .invoke(() -> followed.changedHere(id));
    }

    private static Uni<Void> each(List<TurnData> locked, TurnState state, Function<TurnData, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(locked)
                .filter(turn -> turn.state() == state)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
