package dev.parley.core.rest.stream;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many streams are open on this replica, per guest and per network. */
@ApplicationScoped
public class OpenStreams {
    private final int perGuest;
    private final int perNetwork;
    private final int watchersPerNetwork;
    private final int watchers;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    @Inject
    OpenStreams(StreamConfig config) {
        this(config.perGuest(), config.perNetwork(), config.watchersPerNetwork(), config.watchers());
    }

    OpenStreams(int perGuest, int perNetwork, int watchersPerNetwork, int watchers) {
        this.perGuest = perGuest;
        this.perNetwork = perNetwork;
        this.watchersPerNetwork = watchersPerNetwork;
        this.watchers = watchers;
    }

    /**
     * Takes a place.
     *
     * @return gives it back; idempotent
     * @throws ParleyException RATE_LIMITED
     */
    public Runnable open(String guest, String network) {
        return open("guest " + guest, perGuest, "network " + network, perNetwork);
    }

    /**
     * Takes a place for somebody who only watches.
     *
     * @return gives it back; idempotent
     * @throws ParleyException RATE_LIMITED
     */
    public Runnable openWatcher(String network) {
        return open("watchers", watchers, "watchers of " + network, watchersPerNetwork);
    }

    private Runnable open(String first, int mostFirst, String second, int mostSecond) {
        take(first, mostFirst);
        try {
            take(second, mostSecond);
        } catch (ParleyException e) {
            give(first);
            throw e;
        }
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                give(first);
                give(second);
            }
        };
    }

    private void take(String key, int most) {
        open.compute(key, (ignored, count) -> {
            int before = count == null ? 0 : count;
            if (before >= most) {
                throw new ParleyException(
                        ErrorCode.RATE_LIMITED,
                        "%d streams are open from here already; close one first.".formatted(before));
            }
            return before + 1;
        });
    }

    private void give(String key) {
        open.computeIfPresent(key, (ignored, count) -> count == 1 ? null : count - 1);
    }
}
