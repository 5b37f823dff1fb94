package dev.parley.core.moderation;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.Id;
import java.util.UUID;

/** Identifies a case for a person. */
public record CaseId(UUID value) {
    public CaseId {
        requireNonNull(value, "value is null");
    }

    /** @throws IllegalArgumentException if {@code text} is not a canonical UUID */
    public static CaseId parse(String text) {
        return new CaseId(Id.parseCanonical(text));
    }

    static CaseId random() {
        return new CaseId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
