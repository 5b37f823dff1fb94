package dev.parley.core.scene;

import java.util.List;
import java.util.Map;

/**
 * A scene as people and judges need it, from the description that its stations announce.
 *
 * @param version changes whenever layout or predicates change
 * @param horizonSteps how many steps an episode may take
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
        List<String> examples) {

    /** A thing that a sentence can name. */
    public record SceneObject(String id, String noun, List<String> synonyms, String colour) {}

    /**
     * A task that a confirmed predicate can judge.
     *
     * @param predicate its criterion: the kind, and by role what it is about
     * @param reading what the judge will look for, as a sentence for the asker
     */
    public record TaskData(String id, Map<String, String> predicate, String reading, List<String> paraphrases) {}
}
