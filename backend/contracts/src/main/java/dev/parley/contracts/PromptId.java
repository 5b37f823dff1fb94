package dev.parley.contracts;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a prompt: what a person submitted. Random (version 4), so that holding one grants nothing that guessing could. */
public record PromptId(UUID value) implements Id {
    public PromptId {
        requireNonNull(value, "value is null");
    }

    /** A new random id; only the platform mints ids. */
    public static PromptId random() {
        return new PromptId(UUID.randomUUID());
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not a canonical UUID
     */
    public static PromptId parse(String text) {
        return new PromptId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
