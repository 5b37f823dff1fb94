package dev.parley.sim.evaluate;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether an episode did something to what it was not about: the wrong object.
 *
 * <p>A thing that the task's criterion does not name counts as moved when it ends more than {@value #MOVED_M} m from where it
 * began. What lay in or on a thing that the task is about may travel with it: it counts only when it also ends that far from its
 * place there. And a task that is not done counts as another one done when a task of the same kind holds at the end that did not
 * hold at the start.
 */
final class Disturbance {

    static final double MOVED_M = 0.03;

    private final TaskVocabulary scene;
    private final Task task;
    private final SceneTruth start;
    private final Set<String> about = new HashSet<>();

    /** @param start the state before the first action */
    Disturbance(SceneDescription description, Task task, SceneTruth start) {
        scene = description.vocabulary();
        this.task = task;
        this.start = start;
        collect(task.predicate());
    }

    private void collect(PredicateData data) {
        for (String named : data.arguments().values()) {
            scene.group(named).ifPresentOrElse(group -> about.addAll(group.members()), () -> about.add(named));
        }
        // What is asked of the robot itself is about the robot, which the criterion does not name.
        if (data.kind().startsWith("robot-")) {
            about.add("robot");
        }
        data.parts().forEach(this::collect);
    }

    /** Ids of the things that the task is not about and that have moved. */
    List<String> moved(SceneTruth end) {
        List<String> moved = new ArrayList<>();
        for (SceneObject object : scene.objects()) {
            boolean elsewhere = at(start, object).distanceM(at(end, object)) > MOVED_M;
            if (!about.contains(object.id()) && elsewhere && !travelled(object, end)) {
                moved.add(object.id());
            }
        }
        return moved;
    }

    private boolean travelled(SceneObject object, SceneTruth end) {
        return scene.objects().stream()
                .filter(carrier -> about.contains(carrier.id()) && laidIn(object, carrier))
                .anyMatch(carrier -> from(start, object, carrier).distanceM(from(end, object, carrier)) <= MOVED_M);
    }

    private boolean laidIn(SceneObject object, SceneObject carrier) {
        return carrier.opening() != null && held("inside", object, carrier) || held("on-top", object, carrier);
    }

    private boolean held(String kind, SceneObject object, SceneObject carrier) {
        return scene.predicate(PredicateData.of(Map.of("kind", kind, "object", object.id(), "target", carrier.id())))
                .holds(start);
    }

    /** Id of another task of the same kind that was done by the way; to be asked when this one is not done. */
    Optional<String> sibling(SceneTruth end) {
        return scene.tasks().stream()
                .filter(other -> !other.id().equals(task.id()) && kind(other).equals(kind(task)))
                .filter(other -> holds(other, end) && !holds(other, start))
                .map(Task::id)
                .findFirst();
    }

    private boolean holds(Task other, SceneTruth state) {
        return scene.predicate(other.predicate()).holds(state);
    }

    private static String kind(Task task) {
        PredicateData data = task.predicate();
        return data.kind() + " " + data.arguments().getOrDefault("goal", "");
    }

    private static Position at(SceneTruth truth, SceneObject object) {
        ObjectState state = truth.object(object.id());
        return state.position();
    }

    private static Position from(SceneTruth truth, SceneObject object, SceneObject carrier) {
        Position own = at(truth, object);
        Position other = at(truth, carrier);
        return new Position(own.xM() - other.xM(), own.yM() - other.yM(), own.zM() - other.zM());
    }
}
