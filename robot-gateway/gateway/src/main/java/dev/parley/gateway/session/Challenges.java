package dev.parley.gateway.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The challenges of one session. A heartbeat proves that the station's control loop lives by answering one of the last
 * few with its complement; a frozen process behind a live TCP connection cannot. Thread-safe.
 */
final class Challenges {
    /** Renewals that may be under way when a heartbeat leaves. */
    private static final int OPEN = 4;

    private final LongSupplier random;
    private final Deque<Long> open = new ArrayDeque<>();

    Challenges(LongSupplier random) {
        this.random = random;
    }

    /** A new challenge. */
    synchronized long next() {
        long challenge = random.getAsLong();
        open.addLast(challenge);
        if (open.size() > OPEN) {
            open.removeFirst();
        }
        return challenge;
    }

    /** Whether this is an answer; before the first challenge anything is, and right after it none may have arrived. */
    synchronized boolean answeredBy(long answer, long heartbeat) {
        return open.isEmpty() || (heartbeat <= 2 && answer == 0) || open.contains(~answer);
    }
}
