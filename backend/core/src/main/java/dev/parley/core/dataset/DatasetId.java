package dev.parley.core.dataset;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.Id;
import java.util.UUID;

/** Identifies a data set. */
public record DatasetId(UUID value) {
    public DatasetId {
        requireNonNull(value, "value is null");
    }

    /** @throws IllegalArgumentException if {@code text} is not a canonical UUID */
    public static DatasetId parse(String text) {
        return new DatasetId(Id.parseCanonical(text));
    }

    static DatasetId random() {
        return new DatasetId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
