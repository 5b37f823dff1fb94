package dev.parley.contracts;

/**
 * The growing number under which one assignment runs. One PostgreSQL sequence issues all of them; station and gateway
 * require equality with the episode's own fence, so a late message of an earlier attempt never counts.
 */
public record Fence(long value) implements Comparable<Fence> {
    public Fence {
        if (value <= 0) {
            throw new IllegalArgumentException("a fence is a positive number, not " + value);
        }
    }

    @Override
    public int compareTo(Fence other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
