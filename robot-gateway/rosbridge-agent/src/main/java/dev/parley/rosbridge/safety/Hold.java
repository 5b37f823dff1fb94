package dev.parley.rosbridge.safety;

import dev.parley.rosbridge.motion.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/**
 * A person's hand on a key: each beat of the key says that it is still held. Held for a second it is enough to begin ({@link #heldFor}); where
 * motion lasts only while it is held, it is an {@link Interlock}. Thread-safe.
 */
public final class Hold implements Interlock {
    /** A key that is held repeats faster than this on every terminal. */
    public static final Duration LONGEST_GAP = Duration.ofMillis(700);

    /** To begin something, it is held for so long. */
    public static final Duration TO_START = Duration.ofSeconds(1);

    private final MonotonicTime time;
    private boolean ever;
    private long sinceNs;
    private long lastNs;

    public Hold(MonotonicTime time) {
        this.time = time;
    }

    /** The key repeats. */
    public synchronized void beat() {
        long now = time.nowNs();
        if (!held(now)) {
            sinceNs = now;
        }
        ever = true;
        lastNs = now;
    }

    private boolean held(long now) {
        return ever && now - lastNs <= LONGEST_GAP.toNanos();
    }

    /** How long it is held already; zero while it is not. */
    public synchronized Duration heldFor() {
        long now = time.nowNs();
        return held(now) ? Duration.ofNanos(now - sinceNs) : Duration.ZERO;
    }

    /** Forgets what was held: the next thing needs a hold of its own. */
    public synchronized void forget() {
        ever = false;
    }

    @Override
    public synchronized Optional<String> obstacle() {
        return held(time.nowNs()) ? Optional.empty() : Optional.of("Nobody holds the key at the local console.");
    }
}
