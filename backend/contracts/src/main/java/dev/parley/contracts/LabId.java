package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a lab: who runs stations together. */
public record LabId(UUID value) implements Id {
    public LabId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static LabId random() {
        return new LabId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static LabId parse(String text) {
        return new LabId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
