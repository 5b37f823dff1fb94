package dev.parley.scheduler;

import java.time.Duration;

/** How often work may be done whose cost grows with the line: as often as wished, but never more than a twentieth of the time. */
public final class Pace {
    private static final int TWENTIETH = 20;

    private Pace() {}

    /**
     * @param every as often as wished
     * @param took how long it took this time
     * @return from this beginning to the next
     */
    public static Duration pause(Duration every, Duration took) {
        Duration least = took.multipliedBy(TWENTIETH);
        return least.compareTo(every) > 0 ? least : every;
    }
}
