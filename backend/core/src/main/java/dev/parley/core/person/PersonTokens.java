package dev.parley.core.person;

import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens by which programs of a person act for them. */
public interface PersonTokens {
    /** What every token begins with, so that whoever finds one knows what it is, and searches for lost keys find it. */
    String PREFIX = "parley_";

    int MOST_EACH = 20;
    int LONGEST_NAME = 60;
    Duration LONGEST_LIFE = Duration.ofDays(365);

    /** @param secret told this once, to its owner */
    record Made(TokenData token, String secret) {
        @Override
        public String toString() {
            return "token " + token.id();
        }
    }

    /** Whom a token stands for, and what it opens. */
    record Shown(SignedIn person, Set<Scope> scopes) {}

    /**
     * Makes one.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: BODY_MALFORMED, TOKENS_FULL
     */
    Uni<Made> make(SignedIn owner, String name, Set<Scope> scopes, Duration life, Actor by);

    /** Those that are good, newest first. */
    Uni<List<TokenData>> of(SignedIn owner);

    /**
     * It opens nothing from then on; on other replicas within two seconds.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: TOKEN_UNKNOWN for another's, and for one that is no more
     */
    Uni<Void> revoke(SignedIn owner, TokenId id, Actor by);

    /** Whom a secret stands for; empty for what was never made here, was revoked, has expired, or whose owner's account is closed. */
    Uni<Optional<Shown>> find(String secret);

    /** The secret in an Authorization header; empty where it holds none of ours. */
    static Optional<String> in(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip())
                .filter(secret -> secret.startsWith(PREFIX));
    }
}
