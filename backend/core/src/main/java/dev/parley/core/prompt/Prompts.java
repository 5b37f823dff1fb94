package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Prompts. A prompt that {@link #submit} completed for is in PostgreSQL, synced to disk. */
public interface Prompts {
    /**
     * Answers after the commit. Under the key of a request ({@link OnceKey}) there is one prompt for 24 hours: who asks the same
     * again gets it as it is by then, whichever of two came first, and takes nothing of an allowance. What moderation refuses is stored too, as REJECTED with its reason and without a turn.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni, where there is nothing to store: a malformed request,
     *     something unknown, KEY_REUSED, RATE_LIMITED, QUEUE_FULL or
     *     {@link dev.parley.core.turn.LineClosed}
     */
    Uni<PromptData> submit(PromptRequest request, Author author);

    Uni<Optional<PromptData>> find(PromptId id);

    /** Newest first. */
    Uni<List<PromptData>> of(Author author, int limit);

    /**
     * Waiting turns become CANCELLED; a running episode is stopped (event {@code prompt.withdrawn}; the gateway aborts
     * it with reason STOPPED_BY_ASKER).
     *
     * @throws dev.parley.core.problem.ParleyException NOT_YOURS, PROMPT_UNKNOWN or PROMPT_ENDED
     */
    Uni<PromptData> withdraw(PromptId id, Author author);
}
