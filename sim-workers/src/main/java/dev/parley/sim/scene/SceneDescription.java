package dev.parley.sim.scene;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What a scene tells the world about itself: the content of {@code scenes/<id>/scene.json}.
 *
 * @param controlHz actions per second
 * @param horizonSteps actions after which an episode is truncated
 * @param videoHz frames per second that the physics steps divide into
 * @param proprioception names of the arm's measurements with units
 * @param actions the parts of an action with their limits
 * @param examples sentences to offer to people
 * @param factors what a seed varies
 */
public record SceneDescription(
        String id,
        String title,
        String description,
        Embodiment embodiment,
        int controlHz,
        int horizonSteps,
        int videoHz,
        List<CameraDescription> cameras,
        List<String> proprioception,
        List<ConditionFactor> actions,
        List<SceneObject> objects,
        List<Task> tasks,
        List<String> examples,
        List<ConditionFactor> factors) {

    /** Body, sensors and action space by name. */
    public record Embodiment(String id, String title) {}

    /** One camera; the audience is {@code people} or {@code policy}. */
    public record CameraDescription(String id, String title, int widthPx, int heightPx, String audience) {}

    /** Reads a carried scene; throws {@link IllegalArgumentException} when there is none with that id. */
    public static SceneDescription load(String id) {
        if (!id.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("A scene id has lower-case letters, digits and hyphens, not: " + id);
        }
        try (InputStream in = SceneDescription.class.getResourceAsStream("/scenes/" + id + "/scene.json")) {
            if (in == null) {
                throw new IllegalArgumentException("No scene named " + id + " is carried; blocks-and-bowls is");
            }
            return new JsonMapper().readValue(in, SceneDescription.class);
        } catch (IOException e) {
            throw new IllegalStateException("The description of scene " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    public TaskVocabulary vocabulary() {
        return new TaskVocabulary(objects, tasks);
    }
}
