package dev.parley.gateway.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Stops of one session: which were sent, which were answered, and whether the lease may be renewed meanwhile. A stop that
 * is not answered within a second suspends the renewals, and the dead-man does the rest. Thread-safe.
 */
final class StopTrack {
    static final long ANSWER_WITHIN_NS = 1_000_000_000L;

    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Long> clearedAtNs = new HashMap<>();
    private final Map<String, Long> recordedAtNs = new HashMap<>();
    private Optional<String> latchSeen = Optional.empty();

    private record Sent(long atNs, CompletableFuture<Void> received) {}

    /**
     * Notes that this stop goes out now.
     *
     * @return empty if it went out before in this session
     */
    synchronized Optional<CompletableFuture<Void>> sending(String stopId, long nowNs) {
        if (sent.containsKey(stopId)) {
            return Optional.empty();
        }
        CompletableFuture<Void> received = new CompletableFuture<>();
        sent.put(stopId, new Sent(nowNs, received));
        return Optional.of(received);
    }

    /**
     * The station has it.
     *
     * @return how long that took; empty for one that was not sent here or was answered before
     */
    Optional<Duration> received(String stopId, long nowNs) {
        Optional<Sent> waiting;
        synchronized (this) {
            waiting = Optional.ofNullable(sent.get(stopId));
        }
        return waiting.filter(stop -> stop.received().complete(null))
                .map(stop -> Duration.ofNanos(Math.max(0, nowNs - stop.atNs())));
    }

    /** Whether a stop is unanswered for too long. */
    synchronized boolean suspendsRenewals(long nowNs) {
        return sent.values().stream()
                .anyMatch(stop -> !stop.received().isDone() && nowNs - stop.atNs() > ANSWER_WITHIN_NS);
    }

    /**
     * Notes the latch as PostgreSQL has it now. While a stop that went out is not recorded, or was recorded since PostgreSQL was
     * asked, nobody knows whether it holds: nothing is cleared then, and the next look decides.
     *
     * @param unrecorded whether PostgreSQL does not have this stop yet
     * @return the stops that were cleared since the last look: all that went out, whichever of them the station holds
     */
    synchronized Set<String> latchNow(Optional<String> stopId, Predicate<String> unrecorded) {
        if (stopId.isPresent()) {
            latchSeen = stopId;
            return Set.of();
        }
        if (latchSeen.isEmpty()
                || !recordedAtNs.isEmpty()
                || sent.keySet().stream().anyMatch(unrecorded)) {
            return Set.of();
        }
        Set<String> cleared = new LinkedHashSet<>(sent.keySet());
        cleared.add(latchSeen.get());
        sent.clear();
        latchSeen = Optional.empty();
        return cleared;
    }

    /**
     * PostgreSQL has this stop, or had it. Where nobody looks before a named person clears it, nobody would see it go, and the
     * station would wait for that word for as long as the session lasts.
     *
     * @param latch what held when it was recorded
     */
    synchronized void recorded(String stopId, Optional<String> latch, long nowNs) {
        if (latch.isEmpty() || latch.get().equals(stopId)) {
            recordedAtNs.put(stopId, nowNs);
        }
    }

    /** A look that began then has an answer: it knows what was recorded before it, and nothing of what was recorded since. */
    synchronized void lookedAt(long askedNs) {
        recordedAtNs.entrySet().removeIf(recorded -> {
            boolean before = recorded.getValue() - askedNs < 0;
            if (before && latchSeen.isEmpty() && !clearedAtNs.containsKey(recorded.getKey())) {
                latchSeen = Optional.of(recorded.getKey());
            }
            return before;
        });
    }

    /** The platform grants that this stop is cleared; heartbeats that say otherwise may be under way still. */
    synchronized void clearing(String stopId, long nowNs) {
        clearedAtNs.put(stopId, nowNs);
    }

    /** Whether the station may not have carried out yet that this stop is cleared. */
    synchronized boolean isClearing(String stopId, Duration within, long nowNs) {
        Long at = clearedAtNs.get(stopId);
        return at != null && nowNs - at <= within.toNanos();
    }

    synchronized Optional<String> latch() {
        return latchSeen;
    }
}
