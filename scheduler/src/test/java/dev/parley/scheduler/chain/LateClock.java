package dev.parley.scheduler.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, and as much later as a test says. */
@Alternative
@ApplicationScoped
public class LateClock extends Clock {
    private volatile Duration later = Duration.ZERO;

    public void advance(Duration by) {
        later = later.plus(by);
    }

    /** No later any more. */
    public void onTime() {
        later = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
