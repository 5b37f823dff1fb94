package dev.parley.core.prompt;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The moment from which a prompt and all that came of it is shown to nobody; for the features of core only. */
@ApplicationScoped
public class PromptErasure {
    private static final String HIDE =
            "UPDATE episode SET withdrawn_at = clock_timestamp() WHERE prompt_id = :prompt AND withdrawn_at IS NULL";

    /** After the lock on the other one, in a statement of its own: it sees one that was made while that was waited for. */
    private static final String PREVIEW = "SELECT id FROM PromptEntity WHERE previewOf = :first AND state <> ERASED";

    private final Transactions transactions;
    private final PromptLedger ledger;
    private final Prompts prompts;
    private final FollowedPrompts followed;

    @Inject
    PromptErasure(Transactions transactions, PromptLedger ledger, Prompts prompts, FollowedPrompts followed) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.prompts = prompts;
        this.followed = followed;
    }

    /**
     * To ERASED, from any state; what waits is cancelled before and what runs is stopped. What is ERASED stays so.
     *
     * @param owner whose it must be; empty: whoever's it is
     * @param also in the transaction that makes it so
     * @throws ParleyException in the Uni: PROMPT_UNKNOWN, NOT_YOURS
     */
    public Uni<Void> erase(PromptId id, Optional<AuthorId> owner, Function<Mutiny.Session, Uni<Void>> also) {
        return prompts.find(id)
                .chain(found -> found.filter(prompt -> prompt.state() == PromptState.QUEUED)
                        .map(prompt -> leave(prompt, owner))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> transactions.write(session -> ledger.lock(session, id)
                        .invoke(row -> requireOwn(row, owner))
                        .call(row -> row.state == PromptState.ERASED
                                ? Uni.createFrom().voidItem()
                                : hide(session, row))
                        .chain(() -> also.apply(session))))
                .invoke(() -> followed.changedHere(id));
    }

    /** What tries a prompt in simulation and is not taken back yet. */
    public Uni<Optional<PromptId>> previewOf(PromptId first) {
        return transactions.read(session -> previewOf(session, first));
    }

    static Uni<Optional<PromptId>> previewOf(Mutiny.Session session, PromptId first) {
        return session.createQuery(PREVIEW, UUID.class)
                .setParameter("first", first.value())
                .getSingleResultOrNull()
                .map(id -> Optional.ofNullable(id).map(PromptId::new));
    }

    private Uni<Void> hide(Mutiny.Session session, PromptEntity row) {
        row.rejectionReason = null;
        row.rejectionSentence = null;
        return ledger.change(session, row, PromptState.ERASED).chain(() -> hideEpisodes(session, new PromptId(row.id)));
    }

    static Uni<Void> hideEpisodes(Mutiny.Session session, PromptId prompt) {
        return session.createNativeQuery(HIDE)
                .setParameter("prompt", prompt.value())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** One that has ended meanwhile needs no leaving. */
    private Uni<Void> leave(PromptData prompt, Optional<AuthorId> owner) {
        requireOwn(prompt.id(), prompt.author(), owner);
        // Only the id decides whose it is; the network it comes from now is of no account.
        return prompts.withdraw(prompt.id(), new Author(prompt.author(), ""))
                .replaceWithVoid()
                .onFailure(
                        failure -> failure instanceof ParleyException known && known.code() == ErrorCode.PROMPT_ENDED)
                .recoverWithNull();
    }

    private static void requireOwn(PromptEntity row, Optional<AuthorId> owner) {
        requireOwn(new PromptId(row.id), new AuthorId(row.author), owner);
    }

    private static void requireOwn(PromptId id, AuthorId author, Optional<AuthorId> owner) {
        if (owner.isPresent() && !owner.get().equals(author)) {
            throw new ParleyException(
                    ErrorCode.NOT_YOURS, "Prompt %s is somebody else's; only they can take it back.".formatted(id));
        }
    }
}
