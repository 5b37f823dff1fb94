package dev.parley.station.lease;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The dead-man's clock. A renewal counts from the moment at which this station <em>sent</em> the heartbeat that it
 * answers, on this station's own monotonic time: however long a packet was under way, it never grants motion for longer
 * than the platform meant. Renewals of another session, of unknown heartbeats, or older than their time to live are
 * ignored. All times are nanoseconds of one monotonic clock, handed in. Thread-safe.
 */
public final class LeaseClock {
    /** Heartbeats that may be unanswered; an answer to an older one would be stale anyway. */
    private static final int REMEMBERED = 256;

    private final Map<Long, Long> sentAt = new LinkedHashMap<>();
    private @Nullable LeaseTiming timing;
    private long epoch;
    private long brokenAt;
    private boolean broken;
    private boolean renewed;
    private long freshest;

    /**
     * A session was accepted. What was granted before stays as old as it is; but a hold that lasted until now is broken
     * for good, since only a renewal of its own session may end it.
     */
    public synchronized void welcome(long sessionEpoch, LeaseTiming newTiming, long nowNs) {
        if (renewed && phase(nowNs) == LeasePhase.HOLD) {
            breakAt(nowNs);
        }
        epoch = sessionEpoch;
        timing = newTiming;
        sentAt.clear();
    }

    /** Notes when a heartbeat left. Call before the bytes go out, so that the grant errs to the short side. */
    public synchronized void heartbeatSent(long sequence, long nowNs) {
        sentAt.put(sequence, nowNs);
        if (sentAt.size() > REMEMBERED) {
            sentAt.remove(sentAt.keySet().iterator().next());
        }
    }

    /**
     * A renewal arrived.
     *
     * @return whether it counted
     */
    public synchronized boolean renew(long answersHeartbeat, Duration ttl, long sessionEpoch, long nowNs) {
        Long sent = sentAt.get(answersHeartbeat);
        if (sessionEpoch != epoch || sent == null || nowNs - sent > ttl.toNanos()) {
            return false;
        }
        if (renewed && phase(nowNs) == LeasePhase.CONTROLLED_STOP) {
            // Nobody may have looked in time, for example while the whole process stood still: it is over all the same.
            breakAt(nowNs);
        }
        if (!renewed || sent - freshest > 0) {
            freshest = sent;
            renewed = true;
        }
        return true;
    }

    /** When the heartbeat left, if it is one of this session that is still remembered. */
    public synchronized OptionalLong sentAt(long sequence) {
        Long sent = sentAt.get(sequence);
        return sent == null ? OptionalLong.empty() : OptionalLong.of(sent);
    }

    /** Whether something valid for {@code validFor} from that heartbeat on, such as a Start, is still valid. */
    public synchronized boolean stillValid(long answersHeartbeat, Duration validFor, long nowNs) {
        Long sent = sentAt.get(answersHeartbeat);
        return sent != null && nowNs - sent <= validFor.toNanos();
    }

    /** What may be done now; before the first renewal nothing may move and nothing is over. */
    public synchronized LeasePhase phase(long nowNs) {
        LeaseTiming current = timing;
        if (!renewed || current == null) {
            return LeasePhase.HOLD;
        }
        long age = nowNs - freshest;
        if (age >= current.controlledStopAfter().toNanos()) {
            return LeasePhase.CONTROLLED_STOP;
        }
        if (current.holdAfter().isPresent() && age >= current.holdAfter().get().toNanos()) {
            return LeasePhase.HOLD;
        }
        return LeasePhase.MOVE;
    }

    /**
     * Whether an episode that began at {@code startedNs} must not go on although contact is back: its hold was cut by a new
     * session, or the time of its controlled stop had passed before the renewal came.
     */
    public synchronized boolean brokenSince(long startedNs) {
        return broken && brokenAt - startedNs > 0;
    }

    private void breakAt(long nowNs) {
        broken = true;
        brokenAt = nowNs;
    }
}
