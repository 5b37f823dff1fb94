package dev.parley.rosbridge.safety;

import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.JointHistory;
import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.motion.Rest;
import java.time.Duration;
import java.util.Optional;

/**
 * An arm that moves although nobody here led it: another program, or a stop that it did not hear. Once seen, it stays until a person has looked.
 * Thread-safe.
 */
public final class ForeignMotion implements Interlock {
    private final Drive drive;
    private final JointHistory history;
    private final Duration grace;
    private final MonotonicTime time;
    private volatile Optional<String> seen = Optional.empty();
    private volatile boolean handGuided;

    /** @param grace how long an arm may take to come to rest after what it was told last */
    public ForeignMotion(Drive drive, JointHistory history, Duration grace, MonotonicTime time) {
        this.drive = drive;
        this.history = history;
        this.grace = grace;
        this.time = time;
    }

    /** A person says that they lead the arm by hand, or do so no more. */
    public void handGuided(boolean byHand) {
        handGuided = byHand;
    }

    public boolean isHandGuided() {
        return handGuided;
    }

    /** One look; call it often. */
    public void look() {
        long now = time.nowNs();
        boolean led = drive.inUse() && drive.halted().isEmpty();
        if (!led && !handGuided && now - drive.endsNs() > grace.toNanos() && history.rest(now) == Rest.MOVING) {
            seen = Optional.of("The arm moved although nobody here led it; a person looks why, and says so.");
        }
    }

    /** A person has looked. */
    public void looked() {
        seen = Optional.empty();
    }

    @Override
    public Optional<String> obstacle() {
        return handGuided ? Optional.of("A person leads the arm by hand.") : seen;
    }
}
