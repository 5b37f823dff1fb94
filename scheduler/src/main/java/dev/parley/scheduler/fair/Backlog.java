package dev.parley.scheduler.fair;

import dev.parley.scheduler.SchedulerConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many turns wait in all. Counting a long line costs milliseconds, and far below the limit nobody needs to know
 * exactly: then a count serves for a second, with what was admitted here added. From half of the limit on every
 * admission counts anew.
 */
@ApplicationScoped
class Backlog {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Clock clock;
    private final long exactFrom;
    private long counted;
    private Instant countedAt = Instant.EPOCH;

    @Inject
    Backlog(SchedulerConfig config, Clock clock) {
        this.exactFrom = config.admission().waitingInAll() / 2;
        this.clock = clock;
    }

    /** @param newcomers how many are about to be added */
    synchronized Uni<Long> waiting(FairPlaces places, int newcomers) {
        Instant now = clock.instant();
        if (counted < exactFrom && Duration.between(countedAt, now).compareTo(GOOD_FOR) < 0) {
            long before = counted;
            counted += newcomers;
            return Uni.createFrom().item(before);
        }
        return places.waitingInAll().invoke(count -> learn(count, newcomers, now));
    }

    private synchronized void learn(long count, int newcomers, Instant at) {
        counted = count + newcomers;
        countedAt = at;
    }
}
