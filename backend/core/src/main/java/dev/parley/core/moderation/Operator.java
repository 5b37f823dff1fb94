package dev.parley.core.moderation;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Rank;
import dev.parley.core.person.SignedIn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Whoever decides.
 *
 * @param name of their key, or {@code @login} where they are signed in
 * @param actor the same for the audit
 */
public record Operator(String name, Actor actor) {
    /** What the audit says of those who are known by a key alone. */
    private static final String HOLDER = "KEY";

    static Operator ofKey(String name, String network) {
        return new Operator(name, new Actor(Optional.empty(), name, HOLDER, network));
    }

    /** @param rank by which they may */
    static Operator of(SignedIn person, Rank rank, String network) {
        return new Operator(person.handle(), person.as(rank, network));
    }

    /** Whose allowance it is. */
    Author author() {
        return new Author(
                new AuthorId(UUID.nameUUIDFromBytes(("operator:" + name).getBytes(StandardCharsets.UTF_8))),
                actor.network());
    }
}
