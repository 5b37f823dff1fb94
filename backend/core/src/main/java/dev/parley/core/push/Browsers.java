package dev.parley.core.push;

import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Browsers that are told of a person's news with no page open. Kept in PostgreSQL; forgotten when their push service says so. */
public interface Browsers {
    /**
     * A browser as its owner may see it.
     *
     * @param service the host of its push service; the rest of the endpoint is a secret
     */
    record Browser(UUID id, String service, Instant since) {}

    /** What a browser needs to subscribe: base64url. */
    String senderKey();

    Uni<List<Browser>> of(Author person);

    /**
     * The same browser again changes nothing, or belongs to this person from now on. The oldest gives way where there are too many.
     * What is news before the first one came is not told.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: PUSH_REFUSED for an endpoint where this server does not send,
     *     CONSENT_NEEDED, RATE_LIMITED
     */
    Uni<UUID> add(NewBrowser browser, Author person);

    /**
     * Nobody else's is touched.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Void> remove(UUID id, Author person);
}
