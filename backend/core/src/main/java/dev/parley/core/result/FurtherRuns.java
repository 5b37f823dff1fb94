package dev.parley.core.result;

import dev.parley.core.analysis.simreal.Twins;
import java.util.List;

/**
 * Simulated runs without a twin, each task of which weighs as it does among the pairs; a task in other words or under other pinned
 * conditions is another one here. People simulate some tasks more than they run them on
 * robots; taken as they come, the difference between tasks would pass for one between simulation and reality. Where some task of the pairs
 * was simulated no further, there are none: no weight could make up for it.
 */
final class FurtherRuns {
    /** With fewer, rounding to whole runs would be more than what they say. */
    private static final int LEAST = 10;

    private FurtherRuns() {}

    /**
     * Pairs of all tasks, and further runs as many as they are worth.
     *
     * @param tasks of one version
     */
    static Twins twins(List<TwinCells> tasks) {
        TwinCells all = sum(tasks);
        int worth = worth(tasks, all);
        return worth < LEAST
                ? Twins.ofCells(all.both(), all.realOnly(), all.simulatedOnly(), all.neither(), 0, 0)
                : Twins.ofCells(all.both(), all.realOnly(), all.simulatedOnly(), all.neither(), worth, (int)
                        Math.round(worth * rate(tasks, all)));
    }

    static TwinCells sum(List<TwinCells> tasks) {
        return tasks.stream().reduce(TwinCells::plus).orElseThrow();
    }

    private static double rate(List<TwinCells> tasks, TwinCells all) {
        return tasks.stream()
                .filter(task -> task.pairs() > 0)
                .mapToDouble(task -> weight(task, all) * task.furtherDone() / task.further())
                .sum();
    }

    /**
     * Runs of which a mean would be as unsure: p (1 - p) over the variance of the weighted mean, sum of w^2 p (1 - p) / n with half a run
     * added to each side of each task; and never more than 1 / sum of w^2 / n.
     */
    private static int worth(List<TwinCells> tasks, TwinCells all) {
        double smoothed = 0;
        double variance = 0;
        double squares = 0;
        for (TwinCells task : tasks) {
            if (task.pairs() == 0) {
                continue;
            }
            if (task.further() == 0) {
                return 0;
            }
            double weight = weight(task, all);
            double rate = (task.furtherDone() + 0.5) / (task.further() + 1.0);
            smoothed += weight * rate;
            variance += weight * weight * rate * (1 - rate) / task.further();
            squares += weight * weight / task.further();
        }
        return squares == 0 ? 0 : (int) Math.floor(Math.min(1 / squares, smoothed * (1 - smoothed) / variance) + 1e-6);
    }

    private static double weight(TwinCells task, TwinCells all) {
        return (double) task.pairs() / all.pairs();
    }
}
