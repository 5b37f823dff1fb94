package dev.parley.core.person;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token as its owner sees it; the secret itself is not kept.
 *
 * @param name as the owner calls it
 * @param lastUsedAt to the minute
 */
public record TokenData(
        TokenId id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt) {
    public TokenData {
        scopes = Set.copyOf(scopes);
    }
}
