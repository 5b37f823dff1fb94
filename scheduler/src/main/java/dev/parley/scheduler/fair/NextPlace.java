package dev.parley.scheduler.fair;

import dev.parley.core.account.Author;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.fair.FairPlaces.Line;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Which fair round somebody would get who asked now. Nothing is kept for them: it is what {@link FairAdmission} would say. */
@ApplicationScoped
public class NextPlace {
    private final Pool postgres;
    private final FairClock clock;

    @Inject
    public NextPlace(Pool postgres, FairClock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    public Uni<Long> of(PriorityClass priorityClass, Author author) {
        Line line = new Line(priorityClass, author.networkPrefix());
        return clock.round(priorityClass)
                .chain(served -> postgres.withConnection(
                                connection -> new FairPlaces(connection).fellows(List.of(line)))
                        .map(fellows -> FairTurns.admit(
                                        served, fellows.getOrDefault(line, List.of()), author.id(), Long.MAX_VALUE)
                                .fairRound()));
    }
}
