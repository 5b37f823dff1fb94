package dev.parley.core.review;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.Id;
import java.util.UUID;

/** Identifies one person's look at one episode, and says nothing of either. */
public record ReviewId(UUID value) {
    public ReviewId {
        requireNonNull(value, "value is null");
    }

    /** @throws IllegalArgumentException if {@code text} is not a canonical UUID */
    public static ReviewId parse(String text) {
        return new ReviewId(Id.parseCanonical(text));
    }

    static ReviewId random() {
        return new ReviewId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
