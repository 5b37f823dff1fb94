package dev.parley.scheduler.wait;

import dev.parley.contracts.TurnId;
import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.queue.QueueEntry;
import dev.parley.scheduler.queue.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When each public place of one line will be served: those that are taken, and so many more behind them. Whoever comes in
 * between takes the time of the place they get, since those behind move on by one. Immutable.
 */
final class Places {
    /** The same state gives the same numbers, on every replica. */
    private static final long SEED = 42;

    private final List<Placement> taken;
    private final List<Optional<Duration>> nineInTen;

    private Places(List<Placement> taken, List<Optional<Duration>> nineInTen) {
        this.taken = taken;
        this.nineInTen = nineInTen;
    }

    /**
     * @param more places behind those that are taken
     * @param plays see {@link StartTimes}
     */
    static Places of(LineState state, Requirement requirement, int more, int plays) {
        List<QueueEntry> behind = new ArrayList<>(more);
        for (int i = 0; i < more; i++) {
            Placement last = new Placement(PriorityClass.PUBLIC, Long.MAX_VALUE, i);
            behind.add(new QueueEntry(TurnId.random(), requirement, last));
        }
        if (state.candidates(requirement).stream().noneMatch(StationData::takesWork)) {
            return new Places(List.of(), List.of());
        }
        List<QueueEntry> order = state.line(requirement, behind);
        StartTimes starts = new StartTimes(state, order, new SplittableRandom(SEED), plays);
        List<QueueEntry> ofPublic = order.stream()
                .filter(entry -> entry.placement().priorityClass() == PriorityClass.PUBLIC)
                .toList();
        return new Places(
                ofPublic.stream()
                        .map(QueueEntry::placement)
                        .limit(ofPublic.size() - more)
                        .toList(),
                ofPublic.stream()
                        .map(entry -> starts.of(entry.turn()).map(Range::p90))
                        .toList());
    }

    /** How many of those that are taken are served before {@code place}. */
    int before(Placement place) {
        return (int) taken.stream().filter(each -> goesBefore(each, place)).count();
    }

    /**
     * What nine in ten would not wait longer than at the place behind {@code ahead} others; of the last one known, where it is
     * farther back than that. Empty where it cannot be told.
     */
    Optional<Duration> behind(int ahead) {
        return nineInTen.isEmpty() ? Optional.empty() : nineInTen.get(Math.min(ahead, nineInTen.size() - 1));
    }

    /** Within one class. */
    static boolean goesBefore(Placement one, Placement other) {
        return one.fairRound() < other.fairRound()
                || (one.fairRound() == other.fairRound() && one.ticket() < other.ticket());
    }
}
