package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies somebody with an account; as an author they have the same id. */
public record PersonId(UUID value) implements Id {
    public PersonId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static PersonId random() {
        return new PersonId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static PersonId parse(String text) {
        return new PersonId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
