package dev.parley.server.metrics;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.EpisodeState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When the episodes that report to this replica entered the phase they are in. Forgets the oldest: an episode that moved
 * to another replica would stay for ever. Thread-safe.
 */
@ApplicationScoped
class PhaseClock {
    private static final int MOST = 4096;

    private final LongSupplier nanos;
    private final Map<EpisodeId, Entered> at = new LinkedHashMap<>();

    private record Entered(EpisodeState state, long nanos) {}

    /** A phase that is over. */
    record Left(EpisodeState state, Duration time) {}

    PhaseClock() {
        this(System::nanoTime);
    }

    PhaseClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return the phase that this one ended, if its beginning was seen here */
    synchronized Optional<Left> entered(EpisodeId episode, EpisodeState state) {
        Entered before = at.get(episode);
        if (before != null && before.state() == state) {
            return Optional.empty();
        }
        if (before == null && at.size() >= MOST) {
            at.remove(at.keySet().iterator().next());
        }
        long now = nanos.getAsLong();
        at.put(episode, new Entered(state, now));
        return before == null || before.state().terminal()
                ? Optional.empty()
                : Optional.of(new Left(before.state(), Duration.ofNanos(now - before.nanos())));
    }

    /** @return true the first time */
    synchronized boolean ended(EpisodeId episode) {
        return at.remove(episode) != null;
    }
}
