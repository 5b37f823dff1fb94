package dev.parley.sim.evaluate;

import dev.parley.sim.rollout.SuccessRate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found: counts with Wilson's 95 % interval.
 *
 * @param all episodes that count
 * @param inVocabulary those whose instruction the policy says it knows or, where it cannot tell, the scene can read
 * @param wrongObject those in which something else was moved or done, see {@link Disturbance}; the fewer the better
 * @param tasks by scene and task
 * @param notSetUp episodes for which the conditions left no room; they count nowhere
 * @param steps actions an episode, on average
 * @param fingerprint of all states of all episodes: 16 hexadecimal digits, equal for equal runs
 */
record Summary(
        @Nullable SuccessRate all,
        @Nullable SuccessRate inVocabulary,
        @Nullable SuccessRate wrongObject,
        Map<String, SuccessRate> tasks,
        int notSetUp,
        double steps,
        String fingerprint) {

    static Summary of(List<EpisodeRow> rows) {
        List<EpisodeRow> counted = rows.stream().filter(EpisodeRow::counts).toList();
        Map<String, List<EpisodeRow>> byTask = new TreeMap<>();
        counted.forEach(row -> byTask.computeIfAbsent(row.scene() + " " + row.task(), task -> new ArrayList<>())
                .add(row));
        Map<String, SuccessRate> tasks = new LinkedHashMap<>();
        byTask.forEach((task, own) -> tasks.put(task, certain(own, EpisodeRow::success)));
        return new Summary(
                rate(counted, EpisodeRow::success),
                rate(counted.stream().filter(EpisodeRow::inVocabulary).toList(), EpisodeRow::success),
                rate(counted, EpisodeRow::wrongObject),
                tasks,
                rows.size() - counted.size(),
                counted.stream().mapToInt(EpisodeRow::steps).average().orElse(0),
                fingerprint(rows));
    }

    private static String fingerprint(List<EpisodeRow> rows) {
        long all = 0;
        for (EpisodeRow row : rows) {
            all = 31 * all + Long.parseUnsignedLong(row.fingerprint(), 16);
        }
        return "%016x".formatted(all);
    }

    private static @Nullable SuccessRate rate(List<EpisodeRow> rows, Predicate<EpisodeRow> counts) {
        return rows.isEmpty() ? null : certain(rows, counts);
    }

    private static SuccessRate certain(List<EpisodeRow> rows, Predicate<EpisodeRow> counts) {
        return new SuccessRate((int) rows.stream().filter(counts).count(), rows.size());
    }
}
