package dev.parley.core.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was: deeds, use, and why episodes ended. */
public final class StationHistory {
    private StationHistory() {}

    /** What can have happened. */
    public enum What {
        REGISTERED,
        KEY_RENEWED,
        OPENED,
        PAUSED,
        DRAINED,
        HOURS_SET,
        CANARY_SET,
        CANARY_ENDED,
        /** Its first days are found out anew. */
        CANARY_ANEW,
        /** It does worse than in its first days; the platform says so. */
        CANARY_WORSE,
        STOPPED,
        STOP_CLEARED,
        CONTACT,
        CONTACT_LOST
    }

    /**
     * Something that was done to a station or that it did.
     *
     * @param by empty for what no person did
     * @param stop for STOPPED, what was measured of it
     */
    public record Entry(Instant at, What what, Optional<String> by, String why, Optional<StationKept.StopKept> stop) {}

    /**
     * How one stretch of time was used; shares of it from 0 to 1, of all places.
     *
     * @param busy an episode had the place
     * @param away it was not in contact
     * @param unknown from before contact was kept, or not yet
     */
    public record Use(Instant from, Duration length, double busy, double away, double unknown) {}

    /**
     * Why episodes ended.
     *
     * @param reason an {@code EndReason}
     * @param lastDetail of the last one, as the station put it; empty where that would give away a blind comparison
     */
    public record Ending(String reason, long episodes, Instant last, Optional<String> lastDetail) {}

    /** @param episodes all that ended in that time */
    public record Endings(long episodes, List<Ending> byReason) {
        public Endings {
            byReason = List.copyOf(byReason);
        }
    }
}
