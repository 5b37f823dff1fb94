package dev.parley.core.withdrawal;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.Id;
import java.util.UUID;

/** Identifies a withdrawal. Random, so that only whoever asked for it knows it. */
public record WithdrawalId(UUID value) {
    public WithdrawalId {
        requireNonNull(value, "value is null");
    }

    /** @throws IllegalArgumentException if {@code text} is not a canonical UUID */
    public static WithdrawalId parse(String text) {
        return new WithdrawalId(Id.parseCanonical(text));
    }

    static WithdrawalId random() {
        return new WithdrawalId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
