package dev.parley.core.person;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How often a login may be tried: guessing ends soon, and whoever guesses keeps nobody else out. Decision 0159. */
@ApplicationScoped
class LoginTries {
    private final Limits limits;

    @Inject
    LoginTries(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counted for the login from this network, for the network, and last for the login, from wherever it is tried.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Void> take(String login, String network) {
        return limits.take(Limit.SIGN_INS, bucket(login + "@" + network, network))
                .chain(() -> limits.take(Limit.LOGINS, bucket(login, network)));
    }

    private static Author bucket(String name, String network) {
        UUID bucket = UUID.nameUUIDFromBytes(("sign-in:" + name).getBytes(StandardCharsets.UTF_8));
        return new Author(new AuthorId(bucket), network);
    }
}
