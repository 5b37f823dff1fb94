package dev.parley.core.limit;

import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;

/** Takes one of an allowance, per author and per network prefix; in Redis, or locally while Redis is away. */
public interface Limits {
    /** @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni, saying when to come back */
    Uni<Void> take(Limit limit, Author author);
}
