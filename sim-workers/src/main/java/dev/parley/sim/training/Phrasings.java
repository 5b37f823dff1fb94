package dev.parley.sim.training;

import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to ask for a scene's tasks: those the policy is trained on and those kept back to measure how it copes with new words.
 *
 * @param objectNouns words for what is moved
 * @param targetNouns words for where it goes
 * @param training templates with {@code {object}} and {@code {target}}
 * @param heldOut templates that no training ever sees
 */
public record Phrasings(
        List<String> objectNouns, List<String> targetNouns, List<String> training, List<String> heldOut) {

    public static Phrasings load(SceneFolder folder) {
        return folder.json("phrasings.json", Phrasings.class);
    }

    /** Every training sentence for one task: each template with each pair of nouns. */
    public List<String> trainingSentences(Task task, TaskVocabulary vocabulary) {
        return sentences(training, task, vocabulary);
    }

    /** Every held-out sentence for one task. */
    public List<String> heldOutSentences(Task task, TaskVocabulary vocabulary) {
        return sentences(heldOut, task, vocabulary);
    }

    private List<String> sentences(List<String> templates, Task task, TaskVocabulary vocabulary) {
        String objectColour = colour(task.object(), vocabulary);
        String targetColour = colour(task.target(), vocabulary);
        List<String> sentences = new ArrayList<>();
        for (String template : templates) {
            for (String objectNoun : objectNouns) {
                for (String targetNoun : targetNouns) {
                    sentences.add(template.replace("{object}", objectColour + " " + objectNoun)
                            .replace("{target}", targetColour + " " + targetNoun));
                }
            }
        }
        return sentences;
    }

    private static String colour(String objectId, TaskVocabulary vocabulary) {
        return vocabulary.objects().stream()
                .filter(object -> object.id().equals(objectId))
                .map(SceneObject::colour)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The scene has no object " + objectId));
    }
}
