package dev.parley.core.withdrawal;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.prompt.PromptErasure;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Withdrawals in PostgreSQL: taken down in the transaction that hides the prompt, carried out by {@link WithdrawalWork}. */
@ApplicationScoped
class StoredWithdrawals implements Withdrawals {
    /**
     * What ran of it may have been taken back by moderation before, which leaves the words: then all steps are due again. A
     * null has no type of its own for PostgreSQL to infer.
     */
    private static final String INSERT = """
            INSERT INTO withdrawal (id, author, prompt_id, part_of, requested_at, next_at)
            VALUES (:id, cast(cast(:author AS text) AS uuid), :prompt, cast(cast(:part AS text) AS uuid),
                    clock_timestamp(), clock_timestamp())
            ON CONFLICT (prompt_id) DO UPDATE SET author = excluded.author, part_of = excluded.part_of,
                rows_gone_at = NULL, media_gone_at = NULL, closed_at = NULL, next_at = clock_timestamp()""";

    private final Transactions transactions;
    private final PromptErasure prompts;
    private final WithdrawalRows rows;
    private final Limits limits;

    @Inject
    StoredWithdrawals(Transactions transactions, PromptErasure prompts, WithdrawalRows rows, Limits limits) {
        this.transactions = transactions;
        this.prompts = prompts;
        this.rows = rows;
        this.limits = limits;
    }

    @Override
    public Uni<Withdrawal> one(PromptId prompt, Author author) {
        return limits.take(Limit.WITHDRAWALS, author)
                .chain(() -> rows.of(prompt))
                // Whoever sends it again has no prompt of theirs any more to prove it with.
                .chain(known -> known.map(again -> Uni.createFrom().item(again))
                        .orElseGet(() -> hidePreview(prompt, author)
                                .chain(() -> hide(prompt, Optional.of(author.id()), Optional.empty()))
                                // Made in between; there is none any more from now on.
                                .chain(() -> hidePreview(prompt, author))
                                .chain(() -> rows.of(prompt))
                                .map(Optional::orElseThrow)));
    }

    @Override
    public Uni<Withdrawal> everything(Author author) {
        return limits.take(Limit.WITHDRAWALS, author).chain(() -> rows.insertEverything(author.id()));
    }

    @Override
    public Uni<Void> byModeration(PromptId prompt) {
        return transactions.write(session -> insert(session, prompt, Optional.empty(), Optional.empty()));
    }

    @Override
    public Uni<Optional<Withdrawal>> find(WithdrawalId id) {
        return rows.find(id);
    }

    /** What tries it in simulation goes with it, before it: whoever is cut off in between asks again for both. */
    private Uni<Void> hidePreview(PromptId first, Author author) {
        return prompts.previewOf(first)
                .chain(found -> found.map(preview -> hide(preview, Optional.of(author.id()), Optional.empty()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** @param partOf the withdrawal of everything that it belongs to */
    Uni<Void> hide(PromptId prompt, Optional<AuthorId> owner, Optional<WithdrawalId> partOf) {
        return prompts.erase(prompt, owner, session -> insert(session, prompt, owner, partOf));
    }

    private static Uni<Void> insert(
            Mutiny.Session session, PromptId prompt, Optional<AuthorId> owner, Optional<WithdrawalId> partOf) {
        return session.createNativeQuery(INSERT)
                .setParameter("id", UUID.randomUUID())
                .setParameter("author", text(owner))
                .setParameter("prompt", prompt.value())
                .setParameter("part", text(partOf))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static @Nullable String text(Optional<?> id) {
        return id.map(Object::toString).orElse(null);
    }
}
