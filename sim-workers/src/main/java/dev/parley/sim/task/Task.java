package dev.parley.sim.task;

import java.util.List;
import java.util.Map;

/**
 * One thing that can be asked of a scene and judged by its predicate.
 *
 * @param id stable name, for instance {@code put-cube-red-in-bowl-blue}
 * @param predicate when it is done
 * @param instruction the plainest sentence that asks for it
 * @param reading how the judge will read a sentence recognised as this task, shown to the asker
 * @param start narrower ranges of factors, lowest and highest, in which alone the task makes sense: a lid to be put on starts off
 * @param paraphrases whole sentences that ask for it besides the forms of its kind
 */
public record Task(
        String id,
        PredicateData predicate,
        String instruction,
        String reading,
        Map<String, List<Double>> start,
        List<String> paraphrases) {

    public Task {
        start = start == null ? Map.of() : Map.copyOf(start);
        paraphrases = paraphrases == null ? List.of() : List.copyOf(paraphrases);
    }
}
