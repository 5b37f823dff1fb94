package dev.parley.core.rest.prompt;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many streams are open on this replica, per guest and per network. */
@ApplicationScoped
class OpenStreams {
    private final int perGuest;
    private final int perNetwork;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    @Inject
    OpenStreams(StreamConfig config) {
        this(config.perGuest(), config.perNetwork());
    }

    OpenStreams(int perGuest, int perNetwork) {
        this.perGuest = perGuest;
        this.perNetwork = perNetwork;
    }

    /**
     * Takes a place.
     *
     * @return gives it back; idempotent
     * @throws ParleyException RATE_LIMITED
     */
    Runnable open(String guest, String network) {
        take("guest " + guest, perGuest);
        try {
            take("network " + network, perNetwork);
        } catch (ParleyException e) {
            give("guest " + guest);
            throw e;
        }
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                give("guest " + guest);
                give("network " + network);
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
