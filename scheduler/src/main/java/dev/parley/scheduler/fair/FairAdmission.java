package dev.parley.scheduler.fair;

import dev.parley.core.turn.Admission;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.FairPlaces.Line;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Places new turns by {@link FairTurns} within the caller's transaction, one read and one write for all of them.
 * Admissions of one prefix wait for each other, those of different prefixes do not.
 */
@ApplicationScoped
class FairAdmission implements Admission {
    private final AdmissionLimits limits;
    private final Backlog backlog;

    @Inject
    FairAdmission(SchedulerConfig config, Backlog backlog) {
        this.limits = AdmissionLimits.of(config.admission());
        this.backlog = backlog;
    }

    @Override
    public Uni<List<Place>> place(SqlConnection transaction, List<Newcomer> newcomers) {
        FairPlaces places = new FairPlaces(transaction);
        Set<Line> lines = newcomers.stream().map(Line::of).collect(Collectors.toSet());
        // What is read after the locks is what the last holder committed. The reads travel together.
        return places.lock(lines)
                .chain(() -> Uni.combine()
                        .all()
                        .unis(
                                places.counters(newcomers.size()),
                                places.fellows(lines),
                                places.waitingOf(newcomers),
                                backlog.waiting(places, newcomers.size()))
                        .with((counters, fellows, waitingOf, inAll) ->
                                new SeatPlan(limits, counters, fellows, waitingOf, inAll)))
                .chain(plan -> {
                    newcomers.forEach(plan::admit);
                    return write(places, plan).replaceWith(plan::places);
                });
    }

    private static Uni<Void> write(FairPlaces places, SeatPlan plan) {
        return places.movable(plan.moved().keySet())
                .chain(movable -> {
                    Map<Long, Long> moved = new HashMap<>(plan.moved());
                    moved.keySet().retainAll(movable);
                    return places.move(moved);
                })
                .chain(() -> plan.seats().isEmpty() ? Uni.createFrom().voidItem() : places.remember(plan.seats()));
    }
}
