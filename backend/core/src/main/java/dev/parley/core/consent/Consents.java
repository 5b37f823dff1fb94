package dev.parley.core.consent;

import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Who has agreed to what. Every write that becomes public asks {@link #require} first. */
public interface Consents {
    /** The text as it is now. */
    ConsentText text();

    /** The newest of this author, of whatever version. */
    Uni<Optional<Consent>> of(Author author);

    /**
     * Remembers; what was agreed to before stays in the history.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: CONSENT_STALE for another version than the present one,
     *     CONSENT_INCOMPLETE without a point that is required, RATE_LIMITED
     */
    Uni<Consent> agree(Author author, Agreement agreement);

    /** @throws dev.parley.core.problem.ParleyException CONSENT_NEEDED in the Uni, unless the present text was agreed to */
    Uni<Void> require(Author author);
}
