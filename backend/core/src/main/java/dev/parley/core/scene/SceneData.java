package dev.parley.core.scene;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.contracts.sentence.SentenceReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scene as people and judges need it, from the description that its stations announce.
 *
 * @param version changes whenever layout or predicates change
 * @param horizonSteps how many steps an episode may take
 * @param factors what its seeds vary and studies may pin
 * @param sentences finds the id of the task that a sentence means
 */
public record SceneData(
        String id,
        String version,
        String title,
        String description,
        String embodiment,
        double controlHz,
        int horizonSteps,
        List<SceneObject> objects,
        List<TaskData> tasks,
        List<String> examples,
        List<FactorData> factors,
        @JsonIgnore SentenceReader sentences) {

    /** The task a sentence means, where words and task leave no doubt; never guessed. */
    public Optional<TaskData> recognise(String instruction) {
        return sentences
                .read(instruction)
                .flatMap(id ->
                        tasks.stream().filter(task -> task.id().equals(id)).findFirst());
    }

    /**
     * A varied factor of the scene.
     *
     * @param name with its unit as suffix, for example {@code cube-red.x_m}
     * @param whole whether only whole numbers make sense
     */
    public record FactorData(String name, double min, double max, boolean whole) {
        public boolean allows(double value) {
            return value >= min && value <= max && (!whole || value == Math.rint(value));
        }
    }

    /** A thing that a sentence can name. */
    public record SceneObject(String id, String noun, List<String> synonyms, String colour) {

        /** The usual word and those that mean the same. */
        List<String> nouns() {
            return Stream.concat(Stream.of(noun), synonyms.stream()).toList();
        }
    }

    /**
     * A task that a confirmed predicate can judge.
     *
     * @param predicate its criterion: the kind, and by role what it is about
     * @param reading what the judge will look for, as a sentence for the asker
     */
    public record TaskData(String id, Map<String, String> predicate, String reading, List<String> paraphrases) {}
}
