package dev.parley.scheduler.sweep;

import dev.parley.core.assignment.Assignments;
import dev.parley.core.canary.Canaries;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.Stations;
import dev.parley.core.study.Studies;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.FairMemory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends what is over. Needs PostgreSQL only, so it goes on while Redis is away; every step is idempotent, so that all
 * replicas may sweep at once. Blocks.
 */
@ApplicationScoped
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration DATABASE_WITHIN = Duration.ofSeconds(10);

    private final Assignments assignments;
    private final Expiry expiry;
    private final Stations stations;
    private final Studies studies;
    private final Canaries canaries;
    private final FairMemory memory;
    private final ReactiveBridge bridge;
    private final Duration stationSilentAfter;

    @Inject
    public Sweeper(
            Assignments assignments,
            Expiry expiry,
            Stations stations,
            Studies studies,
            Canaries canaries,
            FairMemory memory,
            ReactiveBridge bridge,
            SchedulerConfig config) {
        this.assignments = assignments;
        this.expiry = expiry;
        this.stations = stations;
        this.studies = studies;
        this.canaries = canaries;
        this.memory = memory;
        this.bridge = bridge;
        this.stationSilentAfter = config.stationSilentAfter();
    }

    /** All of it at once. */
    public void sweep() {
        end();
        forget();
    }

    /** Offers and leases past their time, turns past theirs, stations that fell silent; and room for more of studies, and the canaries that are due. */
    void end() {
        say(await(assignments::sweep), "offers or leases ran out");
        say(await(expiry::expire), "waiting turns expired");
        say(await(() -> stations.markSilent(stationSilentAfter)), "stations fell silent");
        say(await(studies::feed), "items of studies got their places in line");
        say(await(canaries::feed), "tries of stations' canaries got their places in line");
    }

    /** Places that decide nothing any more. Reads as many rows as there are turns in line. */
    void forget() {
        await(memory::forget);
    }

    private static void say(int count, String what) {
        if (count > 0) {
            LOG.infof("%d %s", count, what);
        }
    }

    private <T> T await(Supplier<Uni<T>> work) {
        return bridge.onContext(work).await().atMost(DATABASE_WITHIN);
    }
}
