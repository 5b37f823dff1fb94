package dev.parley.scheduler.wait;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.TurnId;
import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.quota.DayRoom;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.queue.QueueEntry;
import dev.parley.scheduler.queue.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * When the turns of a line will start, by playing the line forward many times with durations drawn from measured ones:
 * a slot that becomes free takes the first turn that fits it, and the first of a comparison takes it for both. Half of the plays start a turn before its p50, nine in
 * ten before its p90.
 *
 * <p>A running episode ends after a drawn duration of those longer than it has run already; one that outlasted all
 * that was measured is taken to end now. Whatever starts after an episode of unmeasured length has no estimate.
 */
final class StartTimes {
    private static final int STEPS_AT_MOST = 100_000;
    private static final int DRAWS_AT_MOST = 32;

    private final LineState state;
    private final List<QueueEntry> line;
    private final List<StationData> stations;
    private final RandomGenerator random;
    private final Map<Measured.Key, double[]> seconds = new HashMap<>();
    /** Seconds until the start, by turn and play; not a number where unknown. */
    private final Map<TurnId, double[]> starts = new HashMap<>();

    /**
     * @param line in order, as {@link LineState#line} gives it
     * @param plays fewer are made for a very long line, never under 20
     */
    StartTimes(LineState state, List<QueueEntry> line, RandomGenerator random, int plays) {
        this.state = state;
        this.line = line;
        this.random = random;
        List<Requirement> requirements =
                line.stream().map(QueueEntry::requirement).distinct().toList();
        stations = state.stations().stream()
                .filter(StationData::takesWork)
                .filter(station -> requirements.stream().anyMatch(each -> each.fits(station)))
                .toList();
        int affordable = Math.max(20, Math.min(plays, STEPS_AT_MOST / Math.max(1, line.size())));
        for (QueueEntry entry : line) {
            double[] unknown = new double[affordable];
            Arrays.fill(unknown, Double.NaN);
            starts.put(entry.turn(), unknown);
        }
        for (int play = 0; play < affordable; play++) {
            play(play);
        }
    }

    /** How long until {@code turn} starts; empty where that is unknown. */
    Optional<Range> of(TurnId turn) {
        double[] sorted = starts.getOrDefault(turn, new double[] {Double.NaN}).clone();
        Arrays.sort(sorted);
        // Not-a-numbers sort last: one unknown play makes the whole unknown.
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return Optional.empty();
        }
        return Optional.of(new Range(quantile(sorted, 0.5), quantile(sorted, 0.9)));
    }

    private void play(int play) {
        PriorityQueue<Slot> slots = new PriorityQueue<>(Comparator.comparingDouble(Slot::freeAt));
        double knownUntil = Double.POSITIVE_INFINITY;
        for (StationData station : stations) {
            if (!open(station, slots)) {
                knownUntil = 0;
            }
        }
        List<QueueEntry> ahead = new ArrayList<>(line);
        DayRoom.Taking taking = state.room().taking();
        while (!slots.isEmpty() && !ahead.isEmpty()) {
            Slot slot = slots.remove();
            int next = firstFitting(ahead, slot.station(), taking);
            if (next < 0) {
                continue;
            }
            if (next > 0) {
                // Whoever was passed over because a lab's day is full goes first as soon as it is not.
                knownUntil = Math.min(knownUntil, untilRoom(ahead.subList(0, next), slot));
            }
            QueueEntry entry = ahead.remove(next);
            if (LineState.counts(entry)) {
                Requirement asked = entry.requirement();
                taking.take(slot.station().id(), asked.policyDigest(), asked.otherDigest());
            }
            if (slot.freeAt() > knownUntil) {
                return;
            }
            requireNonNull(starts.get(entry.turn()), "the line has this turn")[play] = slot.freeAt();
            double duration = draw(slot.station(), entry.requirement().sceneId(), 0, turns(entry));
            if (Double.isNaN(duration)) {
                knownUntil = Math.min(knownUntil, slot.freeAt());
            } else {
                slots.add(new Slot(slot.station(), slot.freeAt() + duration));
            }
        }
    }

    /** @return false when it is unknown how long something on {@code station} still takes */
    private boolean open(StationData station, PriorityQueue<Slot> slots) {
        boolean known = true;
        int busy = 0;
        for (RunningEpisode episode : state.running()) {
            if (!episode.station().equals(station.id())) {
                continue;
            }
            busy++;
            double elapsed = inSeconds(episode.elapsed());
            double whole = draw(station, episode.sceneId(), elapsed, episode.turns());
            if (Double.isNaN(whole)) {
                known = false;
            } else {
                slots.add(new Slot(station, whole - elapsed));
            }
        }
        for (int free = busy; free < station.slots(); free++) {
            slots.add(new Slot(station, 0));
        }
        return known;
    }

    private static int firstFitting(List<QueueEntry> ahead, StationData station, DayRoom.Taking taking) {
        for (int i = 0; i < ahead.size(); i++) {
            Requirement requirement = ahead.get(i).requirement();
            if (requirement.fits(station)
                    && (!LineState.counts(ahead.get(i))
                            || taking.room(station.id(), requirement.policyDigest(), requirement.otherDigest()))) {
                return i;
            }
        }
        return -1;
    }

    /** Seconds until one of these that fit the station may have room there; what was only just taken may be free again at any time. */
    private double untilRoom(List<QueueEntry> passed, Slot slot) {
        if (state.room().everywhere()) {
            return Double.POSITIVE_INFINITY;
        }
        return passed.stream()
                .map(QueueEntry::requirement)
                .filter(requirement -> requirement.fits(slot.station()))
                .mapToDouble(requirement -> state.full(slot.station(), requirement)
                        .map(full -> full.goesOn()
                                .map(at -> Math.max(0, inSeconds(Duration.between(state.at(), at))))
                                .orElse(Double.POSITIVE_INFINITY))
                        .orElse(slot.freeAt()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The second of a comparison stands in no line, and runs where and when the first has. */
    private int turns(QueueEntry entry) {
        TurnData turn = state.waiting().get(entry.turn());
        return turn != null && turn.pair().isPresent() ? 2 : 1;
    }

    /** As long as so many measured ones, longer than {@code longerThan}, or that itself where they are not; NaN where none was measured. */
    private double draw(StationData station, String sceneId, double longerThan, int turns) {
        double[] sorted = seconds.computeIfAbsent(
                new Measured.Key(station.kind(), sceneId),
                key -> state.measured().of(key.kind(), key.sceneId()).stream()
                        .mapToDouble(StartTimes::inSeconds)
                        .sorted()
                        .toArray());
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return turns == 1 ? one(sorted, longerThan) : together(sorted, longerThan, turns);
    }

    /** Drawn anew until they are long enough together. */
    private double together(double[] sorted, double longerThan, int turns) {
        for (int i = 0; i < DRAWS_AT_MOST; i++) {
            double sum = 0;
            for (int turn = 0; turn < turns; turn++) {
                sum += sorted[random.nextInt(sorted.length)];
            }
            if (sum > longerThan) {
                return sum;
            }
        }
        return longerThan;
    }

    private double one(double[] sorted, double longerThan) {
        int from = 0;
        while (from < sorted.length && sorted[from] <= longerThan) {
            from++;
        }
        return from == sorted.length ? longerThan : sorted[random.nextInt(from, sorted.length)];
    }

    private static double inSeconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Nearest rank. */
    private static Duration quantile(double[] sorted, double p) {
        return Duration.ofSeconds(Math.round(sorted[(int) Math.ceil(p * sorted.length) - 1]));
    }

    private record Slot(StationData station, double freeAt) {}
}
