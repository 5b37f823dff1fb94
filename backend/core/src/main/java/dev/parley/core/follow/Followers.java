package dev.parley.core.follow;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Who is told of a prompt. Whoever asked may be told of their own; others who want the same follow it and get no turn of their
 * own. Once a person and prompt, kept in PostgreSQL.
 */
public interface Followers {
    /**
     * The same again changes nothing.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: PROMPT_UNKNOWN, WITHDRAWN, PROMPT_ENDED, PROMPT_NOT_OPEN for one
     *     that nobody but its asker may see yet, CONSENT_NEEDED, RATE_LIMITED
     */
    Uni<Following> follow(PromptId prompt, Author author);

    /**
     * Whoever did not follow it does no harm.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Following> unfollow(PromptId prompt, Author author);

    Uni<Following> of(PromptId prompt, Optional<AuthorId> reader);
}
