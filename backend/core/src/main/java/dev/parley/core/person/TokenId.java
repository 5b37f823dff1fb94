package dev.parley.core.person;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.Id;
import java.util.UUID;

/** Identifies a token; no secret. */
public record TokenId(UUID value) {
    public TokenId {
        requireNonNull(value, "value is null");
    }

    /** @throws IllegalArgumentException if {@code text} is not a canonical UUID */
    public static TokenId parse(String text) {
        return new TokenId(Id.parseCanonical(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
