package dev.parley.gateway.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The challenge of one session. A heartbeat proves that the station's control loop lives by answering with the
 * complement; a frozen process behind a live TCP connection cannot. A challenge stays until it is answered, and until then
 * the answer to the one before counts too, since heartbeats and renewals cross on their way: but not for longer than the
 * dead-man allows. Thread-safe; time is handed in.
 */
final class Challenges {
    private final LongSupplier random;
    private final long patienceNs;
    private long current;
    private long previousAnswer;
    private long currentSinceNs;
    private boolean issued;

    /** @param patience how long a challenge may stay without an answer */
    Challenges(LongSupplier random, Duration patience) {
        this.random = random;
        patienceNs = patience.toNanos();
    }

    /**
     * Whether a heartbeat with this answer counts. The first ones of a session answer zero, as nothing has been asked.
     */
    synchronized boolean answeredBy(long answer, long nowNs) {
        if (!issued) {
            return true;
        }
        if (answer == ~current) {
            previousAnswer = answer;
            ask(nowNs);
            return true;
        }
        return answer == previousAnswer && nowNs - currentSinceNs <= patienceNs;
    }

    /** What the next renewal asks. */
    synchronized long toAsk(long nowNs) {
        if (!issued) {
            issued = true;
            ask(nowNs);
        }
        return current;
    }

    private void ask(long nowNs) {
        current = random.getAsLong();
        currentSinceNs = nowNs;
    }
}
