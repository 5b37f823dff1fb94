package dev.parley.core.withdrawal;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Takes back what was sent. One that {@link #one} or {@link #everything} completed for is in PostgreSQL and will be carried
 * out, whatever happens to this process. Copies that others have downloaded are out of reach.
 */
public interface Withdrawals {
    /**
     * A prompt with its pages, pictures, video, steps, and the words of votes on it. Nobody is shown any of it from now on.
     * Again for the same prompt: the same withdrawal.
     *
     * @throws dev.parley.core.problem.ParleyException PROMPT_UNKNOWN, NOT_YOURS or RATE_LIMITED in the Uni
     */
    Uni<Withdrawal> one(PromptId prompt, Author author);

    /**
     * Every prompt, picture and comment of this author. Their votes stay as numbers that name nobody.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Withdrawal> everything(Author author);

    /** What ran of a prompt that was refused too late: its episodes are hidden already, here their pictures and video go. */
    Uni<Void> byModeration(PromptId prompt);

    Uni<Optional<Withdrawal>> find(WithdrawalId id);
}
