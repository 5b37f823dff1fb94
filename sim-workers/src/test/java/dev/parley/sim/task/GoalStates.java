package dev.parley.sim.task;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets what a criterion is about where the criterion wants it, by hand and without physics. */
public final class GoalStates {

    private static final Position AWAY = new Position(-0.19, 0.32, 0.25);

    private final TaskVocabulary scene;
    private final Map<String, ObjectState> objects;
    private final Map<String, Double> joints;
    private BodyTruth arm = new ArmTruth(AWAY, AWAY, 0, 0.08, true);

    private GoalStates(TaskVocabulary scene, SceneTruth start) {
        this.scene = scene;
        objects = new HashMap<>(start.objects());
        joints = new HashMap<>(start.joints());
    }

    /** The start with the task done and the arm gone. */
    public static SceneTruth of(Task task, TaskVocabulary scene, SceneTruth start) {
        GoalStates state = new GoalStates(scene, start);
        state.fulfil(task.predicate());
        return new SceneTruth(state.objects, state.joints, state.arm);
    }

    private void fulfil(PredicateData goal) {
        if (goal.kind().equals("all-of")) {
            goal.parts().forEach(this::fulfil);
            return;
        }
        if (goal.kind().startsWith("robot-")) {
            arm = new DriveTruth(standing(goal), 0, 0, 0, false);
            return;
        }
        List<String> members =
                scene.group(goal.argument("object")).map(Group::members).orElse(List.of(goal.argument("object")));
        members.forEach(member -> fulfil(goal.about(member), scene.object(member)));
    }

    private void fulfil(PredicateData goal, SceneObject object) {
        switch (goal.kind()) {
            case "inside" -> put(object, over(goal, 0.02));
            case "on-top" ->
                put(object, over(goal, scene.object(goal.argument("target")).topM() + object.restingHeightM()));
            case "outside" -> put(object, new Position(0.25, -0.05, object.restingHeightM()));
            case "beside" -> {
                Side side = Side.of(goal.argument("side"));
                put(object, over(goal, 0).plus(0.08 * side.xM(), 0.08 * side.yM()));
            }
            case "near" -> put(object, over(goal, 0).plus(0.06, 0));
            case "in-region" -> {
                Place place = scene.place(goal.argument("target"));
                put(object, new Position(place.xM(), place.yM(), object.restingHeightM()));
            }
            case "joint" ->
                joints.put(object.joint(), goal.tolerance("at_least", goal.tolerance("at_most", 0) - 0.002) + 0.001);
            case "lifted" -> {
                Position up = new Position(0, 0, 0.2);
                put(object, up);
                arm = new ArmTruth(up, up, 0, 0.04, false);
            }
            default -> throw new IllegalArgumentException("Say how a goal of kind " + goal.kind() + " looks");
        }
    }

    // Looking along x.
    private Position standing(PredicateData goal) {
        return switch (goal.kind()) {
            case "robot-at" ->
                scene.places().stream()
                        .filter(place -> place.id().equals(goal.argument("target")))
                        .map(place -> new Position(place.xM(), place.yM(), 0))
                        .findFirst()
                        .orElseGet(() -> over(goal, 0));
            case "robot-between" -> {
                Position first =
                        requireNonNull(objects.get(goal.argument("first"))).position();
                Position second =
                        requireNonNull(objects.get(goal.argument("second"))).position();
                yield new Position((first.xM() + second.xM()) / 2, (first.yM() + second.yM()) / 2, 0);
            }
            case "robot-faces" -> over(goal, 0).plus(-1, 0);
            default -> throw new IllegalArgumentException("Say how a goal of kind " + goal.kind() + " looks");
        };
    }

    private Position over(PredicateData goal, double heightM) {
        Position target = requireNonNull(objects.get(goal.argument("target"))).position();
        return new Position(target.xM(), target.yM(), target.zM() + heightM);
    }

    private void put(SceneObject object, Position at) {
        objects.put(object.id(), new ObjectState(at, 0, 1));
    }
}
