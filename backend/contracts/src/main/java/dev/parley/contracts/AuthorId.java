package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies whoever prompts and votes, a guest or an account. Random (version 4), so that holding one grants nothing that guessing could. */
public record AuthorId(UUID value) implements Id {
    public AuthorId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static AuthorId random() {
        return new AuthorId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static AuthorId parse(String text) {
        return new AuthorId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
