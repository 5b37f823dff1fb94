package dev.parley.server.child;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before a child that died is started again: doubling, and forgiven after a quiet minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    private Duration next = FIRST;
    private Instant lastDeath = Instant.MIN;

    Duration afterDeath(Instant now) {
        if (lastDeath.isBefore(now.minus(FORGIVEN_AFTER))) {
            next = FIRST;
        }
        lastDeath = now;
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
