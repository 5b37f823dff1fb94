package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a turn: one wanted episode of a prompt. Random (version 4), so that holding one grants nothing that guessing could. */
public record TurnId(UUID value) implements Id {
    public TurnId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static TurnId random() {
        return new TurnId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static TurnId parse(String text) {
        return new TurnId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
