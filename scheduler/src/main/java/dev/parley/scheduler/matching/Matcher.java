package dev.parley.scheduler.matching;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.FairClock;
import dev.parley.scheduler.queue.Picked;
import dev.parley.scheduler.queue.Requirement;
import dev.parley.scheduler.queue.TurnQueue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One look at every station: each free slot is offered the best waiting turn that fits. Any number of replicas may do
 * this at once, since {@link Assignments#offer} lets one of them win; blocks, so never call it on the event loop.
 */
@ApplicationScoped
public class Matcher {
    private static final Logger LOG = Logger.getLogger(Matcher.class);
    private static final Duration DATABASE_WITHIN = Duration.ofSeconds(10);

    private final TurnQueue queue;
    private final Stations stations;
    private final Assignments assignments;
    private final Turns turns;
    private final FairClock fairClock;
    private final ReactiveBridge bridge;
    private final Duration acceptWithin;

    @Inject
    public Matcher(
            TurnQueue queue,
            Stations stations,
            Assignments assignments,
            Turns turns,
            FairClock fairClock,
            ReactiveBridge bridge,
            SchedulerConfig config) {
        this.queue = queue;
        this.stations = stations;
        this.assignments = assignments;
        this.turns = turns;
        this.fairClock = fairClock;
        this.bridge = bridge;
        this.acceptWithin = config.acceptWithin();
    }

    /** @return how many offers were made */
    public int match() {
        Set<Requirement> waiting = queue.requirements();
        if (waiting.isEmpty()) {
            return 0;
        }
        int offers = 0;
        for (StationData station : await(stations::all)) {
            if (!station.takesWork()) {
                continue;
            }
            List<Requirement> fitting =
                    waiting.stream().filter(each -> each.fits(station)).toList();
            if (!fitting.isEmpty()) {
                offers += fill(station, fitting);
            }
        }
        return offers;
    }

    private int fill(StationData station, List<Requirement> fitting) {
        Set<Integer> taken = await(() -> assignments.open(station.id())).stream()
                .map(AssignmentData::slot)
                .collect(Collectors.toSet());
        int offers = 0;
        for (int slot = 0; slot < station.slots(); slot++) {
            if (taken.contains(slot)) {
                continue;
            }
            switch (offerBest(station, slot, fitting)) {
                case OFFERED -> offers++;
                case SLOT_TAKEN -> LOG.debugf("Slot %d of station %s went to another replica", slot, station.id());
                case NOTHING_WAITS -> {
                    return offers;
                }
            }
        }
        return offers;
    }

    private Attempt offerBest(StationData station, int slot, List<Requirement> fitting) {
        while (true) {
            Optional<Picked> picked = queue.pick(station.id(), fitting);
            if (picked.isEmpty()) {
                return Attempt.NOTHING_WAITS;
            }
            Attempt attempt = offer(picked.get(), slot);
            if (attempt != Attempt.NOTHING_WAITS) {
                return attempt;
            }
        }
    }

    /** @return NOTHING_WAITS when this turn does not wait any more */
    private Attempt offer(Picked picked, int slot) {
        boolean offered = false;
        try {
            offered = await(() -> assignments.offer(picked.entry().turn(), picked.station(), slot, acceptWithin))
                    .isPresent();
        } finally {
            if (!offered) {
                queue.putBack(picked);
            }
        }
        if (offered) {
            queue.drop(picked);
            await(() -> fairClock.served(picked.entry().placement()));
            return Attempt.OFFERED;
        }
        Optional<TurnData> turn = await(() -> turns.find(picked.entry().turn()));
        if (turn.isPresent() && turn.get().state() == TurnState.WAITING) {
            return Attempt.SLOT_TAKEN;
        }
        queue.drop(picked);
        return Attempt.NOTHING_WAITS;
    }

    private <T> T await(Supplier<Uni<T>> work) {
        return bridge.onContext(work).await().atMost(DATABASE_WITHIN);
    }

    private enum Attempt {
        OFFERED,
        SLOT_TAKEN,
        NOTHING_WAITS
    }
}
