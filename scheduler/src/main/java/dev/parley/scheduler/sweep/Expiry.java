package dev.parley.scheduler.sweep;

import dev.parley.contracts.AuthorId;
import dev.parley.core.canary.Canaries;
import dev.parley.core.prompt.PromptConfig;
import dev.parley.core.station.OpenTime;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.queue.Requirement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends turns that waited too long. A closed lab is not a long line: no time passes for a turn while every station that could run
 * it is closed by its opening hours, so an ask of Friday evening is still there on Monday. Decision 0157. A canary is of its day: what of
 * it did not run in its own time leaves the line, whatever is closed.
 */
@ApplicationScoped
class Expiry {
    private final Turns turns;
    private final Stations stations;
    private final Canaries canaries;
    private final PromptConfig config;

    @Inject
    Expiry(Turns turns, Stations stations, Canaries canaries, PromptConfig config) {
        this.turns = turns;
        this.stations = stations;
        this.canaries = canaries;
        this.config = config;
    }

    /** @return how many expired */
    Uni<Integer> expire() {
        return turns.due()
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : canaries.authors().chain(own -> stations.all().chain(known -> expire(due, own, known))));
    }

    private Uni<Integer> expire(List<TurnData> due, Set<AuthorId> own, List<StationData> known) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(turn -> later(turn, known)
                        .filter(until -> !own.contains(turn.author()))
                        .map(until -> turns.postpone(turn.id(), until).replaceWith(false))
                        .orElseGet(() -> turns.expire(turn.id())))
                .filter(expired -> expired)
                .collect()
                .asList()
                .map(List::size);
    }

    /** Until when it may wait where they were closed meanwhile; empty: its time is up. */
    private Optional<Instant> later(TurnData turn, List<StationData> known) {
        Requirement need = Requirement.of(turn);
        OpenTime time = OpenTime.of(known.stream().filter(need::fits).toList());
        if (time.stations().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(time.after(
                        turn.admittedAt(),
                        config.waitsAtMost(),
                        turn.admittedAt().plus(config.waitsInAllAtMost())))
                .filter(until -> turn.expiresAt().map(until::isAfter).orElse(false));
    }
}
