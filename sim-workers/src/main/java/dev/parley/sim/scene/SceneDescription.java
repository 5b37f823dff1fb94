package dev.parley.sim.scene;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.contracts.sentence.Language;
import dev.parley.contracts.sentence.Saying;
import dev.parley.sim.task.Group;
import dev.parley.sim.task.Place;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskFamily;
import dev.parley.sim.task.TaskRecogniser;
import dev.parley.sim.task.TaskVocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scene tells the world about itself: the content of its {@code scene.json}, which SCENES.md explains.
 *
 * @param controlHz actions per second
 * @param horizonSteps actions after which an episode is truncated
 * @param videoHz frames per second that the physics steps divide into
 * @param proprioception names of the body's measurements with units
 * @param actions the parts of an action with their limits
 * @param places named parts of the table or floor
 * @param groups objects that people name together
 * @param joints ids of the joints of fixtures whose values judges need
 * @param keepOut where no movable object starts
 * @param palette colours that a factor of purpose colour chooses from, red green blue as seen on a screen, 0 to 1
 * @param tasks all of them, once the families are spelt out
 * @param families tasks that differ only in what they are about
 * @param examples sentences to offer to people
 * @param sayings forms of words besides those that every scene of such tasks understands
 * @param factors what a seed varies
 * @param pictureScale metres in pictures that are a metre of the scene: below 1 for a scene larger than a table; 1 when left out
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
        List<ActionPart> actions,
        List<SceneObject> objects,
        List<Place> places,
        List<Group> groups,
        List<String> joints,
        List<Area> keepOut,
        List<List<Double>> palette,
        List<Task> tasks,
        List<TaskFamily> families,
        List<String> examples,
        List<Saying> sayings,
        List<ConditionFactor> factors,
        double pictureScale) {

    public SceneDescription {
        objects = copy(objects);
        places = copy(places);
        groups = copy(groups);
        joints = copy(joints);
        keepOut = copy(keepOut);
        palette = copy(palette);
        tasks = spelt(copy(tasks), copy(families), objects, places, groups);
        families = List.of();
        factors = copy(factors);
        sayings = copy(sayings);
        pictureScale = pictureScale == 0 ? 1 : pictureScale;
    }

    private static List<Task> spelt(
            List<Task> single,
            List<TaskFamily> families,
            List<SceneObject> objects,
            List<Place> places,
            List<Group> groups) {
        Map<String, String> names = new HashMap<>();
        objects.forEach(object -> names.put(object.id(), object.name()));
        places.forEach(place -> names.put(place.id(), place.names().getFirst()));
        groups.forEach(group -> names.put(group.id(), group.names().getFirst()));
        List<Task> tasks = new ArrayList<>(single);
        families.forEach(family -> tasks.addAll(family.tasks(names)));
        return List.copyOf(tasks);
    }

    // What a description leaves out is empty.
    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * Body, sensors and action space by name.
     *
     * @param id one of {@link dev.parley.sim.body.Bodies#ids()}
     * @param settings numbers that the body knows by name
     */
    public record Embodiment(String id, String title, Map<String, Double> settings) {

        public Embodiment {
            settings = settings == null ? Map.of() : Map.copyOf(settings);
        }
    }

    /** One number of an action with its limits; the name has the unit as suffix. */
    public record ActionPart(String name, double min, double max) {}

    /**
     * One camera; the audience is {@code people} or {@code policy}.
     *
     * @param eyeM where it stands
     * @param targetM the point in the middle of its picture
     * @param verticalViewDegrees angle of view from top to bottom
     * @param on the body that it rides on, whose frame its places are in then; empty when it stands still
     */
    public record CameraDescription(
            String id,
            String title,
            int widthPx,
            int heightPx,
            String audience,
            List<Double> eyeM,
            List<Double> targetM,
            double verticalViewDegrees,
            String on) {

        public CameraDescription {
            on = on == null ? "" : on;
        }
    }

    /** A rectangle of the table or floor, metres. */
    public record Area(double minXM, double maxXM, double minYM, double maxYM) {}

    /** Reads the scene of that id or in that folder; throws {@link IllegalArgumentException} when there is none. */
    public static SceneDescription load(String idOrFolder) {
        return load(SceneFolder.of(idOrFolder));
    }

    /** Reads a scene; throws {@link IllegalStateException} saying what is wrong with its file. */
    public static SceneDescription load(SceneFolder folder) {
        return folder.json("scene.json", SceneDescription.class);
    }

    public TaskVocabulary vocabulary() {
        return new TaskVocabulary(objects, places, groups, tasks);
    }

    /** The words that this scene's sentences are read by: English, as far as its tasks need it, and the scene's own. */
    public Language language() {
        try {
            Language english = new JsonMapper().readValue(Language.english(), Language.class);
            return english.only(
                            tasks.stream().map(task -> task.predicate().kind()).toList())
                    .with(sayings);
        } catch (IOException e) {
            throw new IllegalStateException("The language that the package carries cannot be read", e);
        }
    }

    /** Whether its things are pushed along the table: the scene starts the arm with closed fingers. */
    public boolean isForPushing() {
        return embodiment.settings().getOrDefault("start_gripper", 1.0) < 0.5;
    }

    /** Finds this scene's tasks in sentences. */
    public TaskRecogniser recogniser() {
        return new TaskRecogniser(vocabulary(), language());
    }

    /** Factors of that purpose, in the scene's order. */
    List<ConditionFactor> factors(Purpose purpose) {
        return factors.stream().filter(factor -> factor.purpose() == purpose).toList();
    }

    boolean varies(String factorName) {
        return factors.stream().anyMatch(factor -> factor.name().equals(factorName));
    }

    /** The camera for that audience; throws {@link IllegalStateException} when there is none. */
    CameraDescription cameraFor(String audience) {
        return cameras.stream()
                .filter(camera -> camera.audience().equals(audience))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Scene " + id + " has no camera for " + audience));
    }
}
