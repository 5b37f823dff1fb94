package dev.parley.contracts.sentence;

import java.util.List;
import java.util.Map;

/**
 * A task as far as sentences go.
 *
 * @param id of the task
 * @param predicate all texts of its criterion: the kind, and by role what it is about
 * @param sentences whole sentences that ask for it
 */
public record Ask(String id, Map<String, String> predicate, List<String> sentences) {

    public Ask {
        predicate = Map.copyOf(predicate);
        sentences = List.copyOf(sentences);
    }
}
