package dev.parley.sim.training;

import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Ways to ask for a scene's tasks: those that policies are trained on and those kept back to measure how they cope with new words.
 * A scene's own come first; where it has none for a kind of criterion, those of the package are taken.
 */
public final class Phrasings {

    private final List<Ways> ways;

    private Phrasings(List<Ways> ways) {
        this.ways = List.copyOf(ways);
    }

    /**
     * Ways to ask for tasks whose criterion has these texts.
     *
     * @param nouns words for what plays a role instead of its own, by role
     * @param training templates with {@code {role}}
     * @param heldOut templates that no training ever sees
     */
    record Ways(
            Map<String, String> means, Map<String, List<String>> nouns, List<String> training, List<String> heldOut) {

        Ways {
            nouns = nouns == null ? Map.of() : Map.copyOf(nouns);
        }

        boolean fits(Task task) {
            Map<String, String> predicate = new HashMap<>(task.predicate().arguments());
            predicate.put("kind", task.predicate().kind());
            return predicate.entrySet().containsAll(means.entrySet());
        }
    }

    /** The scene's own {@code phrasings.json} where it has one, and the package's. */
    public static Phrasings load(SceneFolder folder) {
        List<Ways> own =
                folder.has("phrasings.json") ? List.of(folder.json("phrasings.json", Ways[].class)) : List.of();
        return new Phrasings(Stream.concat(
                        own.stream(), Arrays.stream(SceneFolder.shared("phrasings.json", Ways[].class)))
                .toList());
    }

    /** Every training sentence for one task: each template with each way to call what it is about. */
    public List<String> trainingSentences(Task task, TaskVocabulary vocabulary) {
        return sentences(Ways::training, task, vocabulary);
    }

    /** Every held-out sentence for one task. */
    public List<String> heldOutSentences(Task task, TaskVocabulary vocabulary) {
        return sentences(Ways::heldOut, task, vocabulary);
    }

    private List<String> sentences(Function<Ways, List<String>> set, Task task, TaskVocabulary vocabulary) {
        Ways found = ways.stream()
                .filter(way -> way.fits(task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No phrasings are carried for task " + task.id()));
        List<String> sentences = new ArrayList<>();
        for (String template : set.apply(found)) {
            List<String> filled = List.of(template);
            for (Map.Entry<String, String> role : new TreeMap<>(task.predicate().arguments()).entrySet()) {
                filled = filled.stream()
                        .flatMap(sentence -> filled(sentence, role, found, vocabulary))
                        .toList();
            }
            sentences.addAll(filled);
        }
        return sentences;
    }

    private static Stream<String> filled(
            String sentence, Map.Entry<String, String> role, Ways ways, TaskVocabulary vocabulary) {
        String slot = "{" + role.getKey() + "}";
        if (!sentence.contains(slot)) {
            return Stream.of(sentence);
        }
        return vocabulary.names(role.getValue(), ways.nouns().getOrDefault(role.getKey(), List.of())).stream()
                .map(name -> sentence.replace(slot, name));
    }
}
