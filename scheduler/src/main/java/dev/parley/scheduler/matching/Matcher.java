package dev.parley.scheduler.matching;

import dev.parley.contracts.TurnId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.quota.LabQuotas;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.FairClock;
import dev.parley.scheduler.queue.Picked;
import dev.parley.scheduler.queue.Requirement;
import dev.parley.scheduler.queue.TurnQueue;
import dev.parley.scheduler.queue.Vacancy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One look at every station: each free slot is offered the best waiting turn that fits. Picks and offers go in batches:
 * one round trip to Redis and one commit serve many slots. Any number of replicas may do this at once, since {@link
 * Assignments#offerAll} lets one of them win; blocks, so never call it on the event loop.
 */
@ApplicationScoped
public class Matcher {
    private static final Duration DATABASE_WITHIN = Duration.ofSeconds(10);
    /** Slots of one batch: enough to share a commit, few enough that a claim of 5 s never runs out meanwhile. */
    private static final int BATCH = 64;

    private final TurnQueue queue;
    private final Stations stations;
    private final Assignments assignments;
    private final Turns turns;
    private final LabQuotas quotas;
    private final FairClock fairClock;
    private final ReactiveBridge bridge;
    private final Duration acceptWithin;

    @Inject
    public Matcher(
            TurnQueue queue,
            Stations stations,
            Assignments assignments,
            Turns turns,
            LabQuotas quotas,
            FairClock fairClock,
            ReactiveBridge bridge,
            SchedulerConfig config) {
        this.queue = queue;
        this.stations = stations;
        this.assignments = assignments;
        this.turns = turns;
        this.quotas = quotas;
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
        FreeSlots free =
                new FreeSlots(waiting, await(stations::all), await(assignments::takenSlots), await(quotas::room));
        int offers = 0;
        for (List<Vacancy> batch = free.next(BATCH); !batch.isEmpty(); batch = free.next(BATCH)) {
            List<Picked> picked = queue.pick(batch);
            free.exhausted(batch, picked);
            offers += offer(picked, free);
        }
        return offers;
    }

    private int offer(List<Picked> picked, FreeSlots free) {
        if (picked.isEmpty()) {
            return 0;
        }
        List<Assignments.Offer> offers = picked.stream()
                .map(each -> new Assignments.Offer(each.entry().turn(), each.station(), free.take(each.station())))
                .toList();
        Set<Picked> open = new HashSet<>(picked);
        try {
            List<Optional<AssignmentData>> answers = await(() -> assignments.offerAll(offers, acceptWithin));
            List<Picked> offered = new ArrayList<>();
            List<Integer> refused = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).isPresent()) {
                    offered.add(picked.get(i));
                } else {
                    refused.add(i);
                }
            }
            queue.drop(offered);
            offered.forEach(open::remove);
            served(offered);
            List<Picked> gone = gone(refused.stream().map(picked::get).toList());
            queue.drop(gone);
            gone.forEach(open::remove);
            // The turn was gone, not the slot: that is free for another.
            refused.stream()
                    .filter(i -> gone.contains(picked.get(i)))
                    .map(offers::get)
                    .forEach(free::giveBack);
            return offered.size();
        } finally {
            queue.putBack(open);
        }
    }

    /** Of turns that could not be offered, those that wait no more. */
    private List<Picked> gone(List<Picked> refused) {
        if (refused.isEmpty()) {
            return List.of();
        }
        Set<TurnId> waiting =
                await(() -> turns.findAll(refused.stream()
                                .map(each -> each.entry().turn())
                                .toList()))
                        .stream()
                        .filter(turn -> turn.state() == TurnState.WAITING)
                        .map(TurnData::id)
                        .collect(Collectors.toSet());
        return refused.stream()
                .filter(each -> !waiting.contains(each.entry().turn()))
                .toList();
    }

    private void served(List<Picked> offered) {
        Map<PriorityClass, Long> rounds = new EnumMap<>(PriorityClass.class);
        offered.forEach(each -> rounds.merge(
                each.entry().placement().priorityClass(),
                each.entry().placement().fairRound(),
                Math::max));
        if (!rounds.isEmpty()) {
            await(() -> fairClock.served(rounds));
        }
    }

    private <T> T await(Supplier<Uni<T>> work) {
        return bridge.onContext(work).await().atMost(DATABASE_WITHIN);
    }
}
