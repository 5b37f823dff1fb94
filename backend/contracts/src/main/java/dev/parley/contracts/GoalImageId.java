package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a stored goal image. Random (version 4), so that holding one grants nothing that guessing could. */
public record GoalImageId(UUID value) implements Id {
    public GoalImageId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static GoalImageId random() {
        return new GoalImageId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static GoalImageId parse(String text) {
        return new GoalImageId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
