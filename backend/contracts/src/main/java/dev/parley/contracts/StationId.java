package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a station. Random (version 4), so that holding one grants nothing that guessing could. */
public record StationId(UUID value) implements Id {
    public StationId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static StationId random() {
        return new StationId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static StationId parse(String text) {
        return new StationId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
