package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a study: many episodes that somebody planned beforehand. Random (version 4), so that holding one grants nothing that guessing could. */
public record StudyId(UUID value) implements Id {
    public StudyId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static StudyId random() {
        return new StudyId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static StudyId parse(String text) {
        return new StudyId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
