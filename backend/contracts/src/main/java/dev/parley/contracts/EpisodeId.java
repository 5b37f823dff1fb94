package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies an episode, and of the assignment that made it: they share one id. Random (version 4), so that holding one grants nothing that guessing could. */
public record EpisodeId(UUID value) implements Id {
    public EpisodeId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static EpisodeId random() {
        return new EpisodeId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static EpisodeId parse(String text) {
        return new EpisodeId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
