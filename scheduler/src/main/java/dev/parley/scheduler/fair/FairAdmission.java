package dev.parley.scheduler.fair;

import dev.parley.core.account.Author;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.SchedulerConfig;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Places a new turn by {@link FairTurns} within the caller's transaction. Admissions of one prefix wait for each other,
 * those of different prefixes do not.
 */
@ApplicationScoped
class FairAdmission implements Admission {
    private final AdmissionLimits limits;

    @Inject
    FairAdmission(SchedulerConfig config) {
        this.limits = AdmissionLimits.of(config.admission());
    }

    @Override
    public Uni<Placement> place(Author author, PriorityClass priorityClass) {
        return Panache.getSession().chain(session -> {
            FairPlaces places = new FairPlaces(session, priorityClass, author);
            return places.lock()
                    .chain(places::waiting)
                    .chain(waiting -> {
                        Optional<ParleyException> refusal = limits.refusal(priorityClass, waiting);
                        return refusal.<Uni<Long>>map(Uni.createFrom()::failure).orElseGet(places::nextTicket);
                    })
                    .chain(ticket -> place(places, author, priorityClass, ticket));
        });
    }

    private static Uni<Placement> place(FairPlaces places, Author author, PriorityClass priorityClass, long ticket) {
        return places.servedRound()
                .chain(served -> places.fellows().chain(fellows -> {
                    FairTurns.Admitted admitted = FairTurns.admit(served, fellows, author.id(), ticket);
                    return places.movable(admitted.moved().keySet())
                            .chain(movable -> {
                                Map<Long, Long> moved = new HashMap<>(admitted.moved());
                                moved.keySet().retainAll(movable);
                                return places.move(moved);
                            })
                            .chain(() -> places.remember(ticket, admitted.authorRound(), admitted.fairRound()))
                            .replaceWith(new Placement(priorityClass, admitted.fairRound(), ticket));
                }));
    }
}
