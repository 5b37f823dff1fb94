package dev.parley.core.study;

import dev.parley.contracts.StationId;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Version;
import dev.parley.core.station.WantedBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is fixed before the first episode of a planned study. A block is one episode of each of two of its policies from the
 * same start: block n does task n, counted around, from seed {@code firstSeed} + n, on station n, counted around.
 *
 * @param question what it is to answer, for people
 * @param policies two to eight
 * @param tasks of scenes that all policies know
 * @param conditions factors that the seeds do not vary, in every task
 * @param firstSeed unsigned 64 bits in a long
 * @param alpha chance, over all sides, that a verdict is wrong where nobody is better
 * @param mostBlocks that count; where they are over without a verdict, it stays open
 * @param judge whose word makes an episode done: the scene's, or researchers' reviews
 * @param evenShare share of pairs drawn evenly among more than two policies
 * @param body empty: whatever can run it
 * @param stations where it runs; empty: wherever it can
 */
public record StudyPlan(
        String question,
        List<Version> policies,
        List<Task> tasks,
        Map<String, Double> conditions,
        long firstSeed,
        Rule rule,
        double alpha,
        int mostBlocks,
        Judge judge,
        double evenShare,
        Optional<WantedBody> body,
        List<StationId> stations) {
    public static final int LEAST_POLICIES = 2;
    public static final int MOST_POLICIES = 8;
    public static final int MOST_TASKS = 100;
    public static final int MOST_STATIONS = 50;

    /** Lost blocks are drawn again, so that there may be twice as many of two items each. */
    public static final int MOST_BLOCKS = Studies.MOST_ITEMS / 4;

    public static final int LONGEST_QUESTION = 300;
    public static final double MOST_ALPHA = 0.2;

    public StudyPlan {
        policies = List.copyOf(policies);
        tasks = List.copyOf(tasks);
        conditions = Map.copyOf(conditions);
        stations = List.copyOf(stations);
    }

    /** When it stops. */
    public enum Rule {
        /** As soon as the evidence says who is better, by e-values, however often one looks. */
        UNTIL_DECIDED,
        /** The same within a number of blocks that never grows, by a boundary that spends the error over them. Of two policies. */
        BUDGET
    }

    /** One task. */
    public record Task(String sceneId, String taskId, String instruction) {}

    /** Blocks that may be drawn, those that are lost among them. */
    int mostDrawn() {
        return 2 * mostBlocks;
    }

    /** The episode of one policy in a block. */
    StudyItem item(int block, int policy) {
        Task task = tasks.get(block % tasks.size());
        return new StudyItem(
                policies.get(policy).name(),
                policies.get(policy).digest(),
                task.sceneId(),
                task.taskId(),
                Optional.of(task.instruction()),
                Optional.empty(),
                firstSeed + block,
                conditions);
    }

    Optional<StationId> station(int block) {
        return stations.isEmpty() ? Optional.empty() : Optional.of(stations.get(block % stations.size()));
    }
}
