package dev.parley.scheduler.fair;

import static java.util.Objects.requireNonNull;

import dev.parley.core.problem.ParleyException;
import dev.parley.core.turn.Admission.Given;
import dev.parley.core.turn.Admission.Newcomer;
import dev.parley.core.turn.Admission.NoRoom;
import dev.parley.core.turn.Admission.Place;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.Placement;
import dev.parley.scheduler.fair.FairPlaces.Asker;
import dev.parley.scheduler.fair.FairPlaces.Counters;
import dev.parley.scheduler.fair.FairPlaces.Line;
import dev.parley.scheduler.fair.FairPlaces.Seat;
import dev.parley.scheduler.fair.FairTurns.Fellow;
import dev.parley.scheduler.fair.LineReach.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places newcomers one after the other, each as if the ones before it had been admitted long ago. Pure arithmetic on
 * what was read once for all of them.
 */
final class SeatPlan {
    private final AdmissionLimits limits;
    private final Counters counters;
    private final Map<Line, List<Fellow>> fellows;
    private final Map<Asker, Long> waitingOf;
    private final Reach reach;
    private final Map<Long, Long> moved = new HashMap<>();
    private final Map<Long, Seat> seats = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private long waitingInAll;

    SeatPlan(
            AdmissionLimits limits,
            Counters counters,
            Map<Line, List<Fellow>> fellows,
            Map<Asker, Long> waitingOf,
            long waitingInAll,
            Reach reach) {
        this.limits = limits;
        this.counters = counters;
        this.fellows = new HashMap<>(fellows);
        this.waitingOf = new HashMap<>(waitingOf);
        this.waitingInAll = waitingInAll;
        this.reach = reach;
    }

    void admit(Newcomer newcomer) {
        Line line = Line.of(newcomer);
        Asker asker = new Asker(newcomer.priorityClass(), newcomer.author().id());
        List<Fellow> here = fellows.getOrDefault(line, List.of());
        AdmissionLimits.Waiting waiting = new AdmissionLimits.Waiting(
                waitingOf.getOrDefault(asker, 0L),
                here.stream().filter(Fellow::waiting).count(),
                waitingInAll);
        Optional<ParleyException> refusal = limits.refusal(newcomer.priorityClass(), waiting);
        if (refusal.isPresent()) {
            outcomes.add(new Outcome(Optional.empty(), refusal));
            return;
        }
        long ticket = counters.tickets().get(seats.size());
        long served = counters.served().getOrDefault(newcomer.priorityClass(), 0L);
        FairTurns.Admitted admitted =
                FairTurns.admit(served, here, newcomer.author().id(), ticket);
        Placement place = new Placement(newcomer.priorityClass(), admitted.fairRound(), ticket);
        Optional<LineClosed> closed = newcomer.needs().flatMap(needs -> reach.refusal(needs, place));
        if (closed.isPresent()) {
            // Nothing is remembered of them: the next one gets the same ticket.
            outcomes.add(new Outcome(Optional.empty(), Optional.of(closed.get())));
            return;
        }
        fellows.put(line, after(here, admitted, newcomer, ticket));
        admitted.moved().forEach(this::move);
        seats.put(ticket, new Seat(ticket, line, newcomer.author().id(), admitted.authorRound(), admitted.fairRound()));
        waitingOf.merge(asker, 1L, Long::sum);
        waitingInAll++;
        outcomes.add(new Outcome(Optional.of(ticket), Optional.empty()));
    }

    /** New fair rounds of turns that were there before, by ticket. */
    Map<Long, Long> moved() {
        return Map.copyOf(moved);
    }

    List<Seat> seats() {
        return List.copyOf(seats.values());
    }

    /** One for each newcomer, in the order they came. */
    List<Place> places() {
        return outcomes.stream()
                .<Place>map(outcome -> outcome.refusal()
                        .<Place>map(NoRoom::new)
                        .orElseGet(() ->
                                given(requireNonNull(seats.get(outcome.ticket().orElseThrow())))))
                .toList();
    }

    private static Place given(Seat seat) {
        return new Given(new Placement(seat.line().priorityClass(), seat.fairRound(), seat.ticket()));
    }

    private void move(long ticket, long fairRound) {
        Seat seat = seats.get(ticket);
        if (seat == null) {
            moved.put(ticket, fairRound);
        } else {
            seats.put(ticket, new Seat(ticket, seat.line(), seat.author(), seat.authorRound(), fairRound));
        }
    }

    private static List<Fellow> after(
            List<Fellow> before, FairTurns.Admitted admitted, Newcomer newcomer, long ticket) {
        List<Fellow> after = new ArrayList<>(before.size() + 1);
        for (Fellow fellow : before) {
            Long round = admitted.moved().get(fellow.ticket());
            after.add(
                    round == null
                            ? fellow
                            : new Fellow(
                                    fellow.ticket(), fellow.author(), fellow.authorRound(), round, fellow.waiting()));
        }
        after.add(new Fellow(ticket, newcomer.author().id(), admitted.authorRound(), admitted.fairRound(), true));
        return after;
    }

    private record Outcome(Optional<Long> ticket, Optional<ParleyException> refusal) {}
}
