package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a comparison: two episodes of the same prompt, shown blind. Random (version 4): nobody guesses one. */
public record ComparisonId(UUID value) implements Id {
    public ComparisonId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static ComparisonId random() {
        return new ComparisonId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static ComparisonId parse(String text) {
        return new ComparisonId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
