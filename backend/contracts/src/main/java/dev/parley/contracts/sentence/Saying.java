package dev.parley.contracts.sentence;

import java.util.List;
import java.util.Map;

/**
 * Forms of words that mean one kind of criterion.
 *
 * @param means texts of the criterion that all these forms have, the kind among them
 * @param forms see {@link Language}; their slots give the criterion's other texts
 */
public record Saying(Map<String, String> means, List<String> forms) {

    public Saying {
        means = Map.copyOf(means);
        forms = List.copyOf(forms);
    }
}
