package dev.parley.station.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubling from the first to the longest, each spread over its upper half. One thread. */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        next = first;
    }

    /** The pause before the next attempt. */
    public Duration next() {
        Duration whole = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        long half = Math.max(1, whole.toNanos() / 2);
        return Duration.ofNanos(half + random.nextLong(half + 1));
    }

    /** A pause for when the other side asked to be left alone for a while. */
    public Duration longest() {
        next = longest;
        return next();
    }

    /** It worked: the next failure starts over. */
    public void succeeded() {
        next = first;
    }
}
