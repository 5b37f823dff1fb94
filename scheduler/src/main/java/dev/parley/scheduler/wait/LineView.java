package dev.parley.scheduler.wait;

import dev.parley.contracts.TurnId;
import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.quota.FullDay;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.queue.QueueEntry;
import dev.parley.scheduler.queue.Requirement;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Answers for every turn from one {@link LineState}; each line is ordered and played forward once, however many pages
 * ask. Safe from any thread.
 */
final class LineView {
    /** The same state gives the same numbers, on every replica. */
    private static final long SEED = 42;

    private final LineState state;
    private final int plays;
    private final Map<Requirement, Line> lines = new HashMap<>();

    LineView(LineState state, int plays) {
        this.state = state;
        this.plays = plays;
    }

    LineState state() {
        return state;
    }

    /** Where a waiting turn stands. */
    Standing of(TurnData turn) {
        QueueEntry entry = QueueEntry.of(turn);
        Line line;
        synchronized (lines) {
            line = lines.computeIfAbsent(entry.requirement(), each -> new Line(each, Optional.empty()));
        }
        return line.standing(entry, Optional.of(turn));
    }

    /** Where a public turn of somebody new would stand. */
    Standing ofNewcomer(Requirement requirement) {
        return ofNewcomer(requirement, state.servedRound());
    }

    /** The same for one who gets that fair round. */
    Standing ofNewcomer(Requirement requirement, long fairRound) {
        Placement placement = new Placement(PriorityClass.PUBLIC, fairRound, Long.MAX_VALUE);
        QueueEntry entry = new QueueEntry(TurnId.random(), requirement, placement);
        return new Line(requirement, Optional.of(entry)).standing(entry, Optional.empty());
    }

    /**
     * @param position 1 is next; 0 when no station fits
     * @param couldHaveGrown why the position could be larger than before, half a sentence
     */
    record Standing(int position, Optional<Range> estimate, WaitSentences.Said said, String couldHaveGrown) {}

    /** The turns that compete for the same stations. */
    private final class Line {
        private final Requirement requirement;
        private final List<StationData> candidates;
        private final List<QueueEntry> order;
        private final List<RunningEpisode> running;
        private final Optional<StartTimes> starts;

        Line(Requirement requirement, Optional<QueueEntry> extra) {
            this.requirement = requirement;
            candidates = state.candidates(requirement);
            order = state.line(requirement, extra.stream().toList());
            running = state.running().stream()
                    .filter(episode ->
                            candidates.stream().anyMatch(each -> each.id().equals(episode.station())))
                    .toList();
            starts = works()
                    ? Optional.of(new StartTimes(state, order, new SplittableRandom(SEED), plays))
                    : Optional.empty();
        }

        Standing standing(QueueEntry entry, Optional<TurnData> turn) {
            if (candidates.isEmpty()) {
                return new Standing(0, Optional.empty(), WaitSentences.nothingFits(requirement), "");
            }
            int position = order.indexOf(entry) + 1;
            if (works() && LineState.counts(entry) && full().isPresent()) {
                return new Standing(
                        position,
                        Optional.empty(),
                        full(position, full().get(), turn),
                        couldHaveGrown(entry, position));
            }
            WaitSentences.Said said = works()
                    ? turn.map(each -> WaitSentences.working(candidates, running, position, each))
                            .orElseGet(() -> WaitSentences.working(candidates, running, position))
                    : away(position, turn);
            Optional<Range> estimate = starts.flatMap(each -> each.of(entry.turn()));
            return new Standing(position, estimate, said, couldHaveGrown(entry, position));
        }

        private WaitSentences.Said away(int position, Optional<TurnData> turn) {
            WaitSentences.Said away = WaitSentences.away(candidates, position, state.at());
            return turn.map(each -> WaitSentences.afterRefusal(away, each)).orElse(away);
        }

        /** Why no candidate has room: of several the one that has some first. */
        private Optional<FullDay> full() {
            List<Optional<FullDay>> each = candidates.stream()
                    .filter(StationData::takesWork)
                    .map(station -> state.full(station, requirement))
                    .toList();
            return each.stream().allMatch(Optional::isPresent)
                    ? each.stream()
                            .flatMap(Optional::stream)
                            .min(Comparator.comparing(full -> full.goesOn().orElse(Instant.MAX)))
                    : Optional.empty();
        }

        private WaitSentences.Said full(int position, FullDay full, Optional<TurnData> turn) {
            boolean pair = requirement.otherDigest().isPresent();
            WaitSentences.Said said = WaitSentences.full(full, pair, position, state.at());
            return turn.map(each -> WaitSentences.afterRefusal(said, each)).orElse(said);
        }

        private boolean works() {
            return candidates.stream().anyMatch(StationData::takesWork);
        }

        private String couldHaveGrown(QueueEntry entry, int position) {
            List<QueueEntry> ahead = order.subList(0, Math.max(0, position - 1));
            if (ahead.stream().anyMatch(this::retries)) {
                return "an earlier prompt lost its station and goes again from its old place";
            }
            PriorityClass own = entry.placement().priorityClass();
            if (ahead.stream()
                    .anyMatch(each -> each.placement().priorityClass() == own
                            && each.placement().ticket() > entry.placement().ticket())) {
                return "people take turns and somebody who asked less goes first";
            }
            if (ahead.stream().anyMatch(each -> each.placement().priorityClass() != own)) {
                return "others use their share of the station";
            }
            return "the stations that can run it have changed";
        }

        private boolean retries(QueueEntry entry) {
            TurnData turn = state.waiting().get(entry.turn());
            return turn != null && turn.attempts() > 0;
        }
    }
}
