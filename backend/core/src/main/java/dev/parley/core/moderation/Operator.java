package dev.parley.core.moderation;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Whoever decides, by the name of their key, or by {@code @login} where they are signed in. */
public record Operator(String name) {
    /** Whose allowance it is. */
    Author author(String networkPrefix) {
        return new Author(
                new AuthorId(UUID.nameUUIDFromBytes(("operator:" + name).getBytes(StandardCharsets.UTF_8))),
                networkPrefix);
    }
}
