package dev.parley.scheduler.fair;

import dev.parley.core.turn.Admission;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.FairPlaces.Line;
import dev.parley.scheduler.fair.LineReach.Reach;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
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
    private final LineReach reach;

    @Inject
    FairAdmission(SchedulerConfig config, Backlog backlog, LineReach reach) {
        this.limits = AdmissionLimits.of(config.admission());
        this.backlog = backlog;
        this.reach = reach;
    }

    @Override
    public Uni<Placing> place(SqlConnection transaction, List<Newcomer> newcomers) {
        Set<Needs> wanted = newcomers.stream()
                .flatMap(newcomer -> newcomer.needs().stream())
                .collect(Collectors.toSet());
        // Asked before anything is locked: the view that answers may have to be read first.
        return wanted.isEmpty()
                ? place(transaction, newcomers, Reach.OPEN)
                : reach.of(wanted)
                        .invoke(known -> tellOfRollback(transaction, known))
                        .chain(known -> place(transaction, newcomers, known));
    }

    private static void tellOfRollback(SqlConnection transaction, Reach known) {
        transaction.transaction().completion().subscribe().with(committed -> {}, rolledBack -> known.undone());
    }

    private Uni<Placing> place(SqlConnection transaction, List<Newcomer> newcomers, Reach known) {
        FairPlaces places = new FairPlaces(transaction);
        Set<Line> lines = newcomers.stream().map(Line::of).collect(Collectors.toSet());
        // They travel together, and PostgreSQL runs them in this order, each on what is committed when it begins: what
        // is
        // read after the locks is what their last holder left.
        return Uni.combine()
                .all()
                .unis(
                        places.lock(lines),
                        places.counters(newcomers.size()),
                        places.fellows(lines),
                        places.waitingOf(newcomers),
                        backlog.waiting(places, newcomers.size()))
                .with((locked, counters, fellows, waitingOf, inAll) ->
                        new SeatPlan(limits, counters, fellows, waitingOf, inAll, known))
                .map(plan -> {
                    newcomers.forEach(plan::admit);
                    return new Placing(plan.places(), write(places, plan));
                });
    }

    private static Uni<Void> write(FairPlaces places, SeatPlan plan) {
        return Uni.combine()
                .all()
                .unis(places.move(plan.moved()), places.remember(plan.seats()))
                .discardItems();
    }
}
