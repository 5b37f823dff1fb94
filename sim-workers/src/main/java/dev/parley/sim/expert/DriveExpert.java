package dev.parley.sim.expert;

import dev.parley.sim.body.DriveAction;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Place;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.util.function.BiPredicate;

/**
 * Drives a robot on wheels to where a task wants it, around the furniture, looking at the true state. Like the arm's expert it keeps
 * no memory: it plans its way anew for every action.
 */
public final class DriveExpert {

    private static final double MARGIN_M = 0.06;
    private static final double BESIDE_M = 0.85;
    private static final double SURELY_BETWEEN = -0.75;
    private static final double SQUARELY_RAD = 0.05;

    private final TaskVocabulary scene;
    private final PredicateData goal;
    private final double maxSpeedMS;
    private final BiPredicate<SceneTruth, Position> wanted;

    /**
     * An expert for one task.
     *
     * @param maxSpeedMS how fast it drives at most
     * @throws IllegalArgumentException when it knows no way to do the task
     */
    public DriveExpert(Task task, TaskVocabulary scene, double maxSpeedMS) {
        this.scene = scene;
        this.maxSpeedMS = maxSpeedMS;
        goal = task.predicate();
        wanted = switch (goal.kind()) {
            case "robot-at" -> at(goal);
            case "robot-between" -> between(goal);
            case "robot-faces" ->
                (truth, point) -> point.horizontalDistanceM(truth.body().at()) < BESIDE_M / 10;
            default -> throw new IllegalArgumentException("The scripted expert knows no way to do " + goal.kind());
        };
    }

    private BiPredicate<SceneTruth, Position> at(PredicateData goal) {
        String target = goal.argument("target");
        for (Place place : scene.places()) {
            if (place.id().equals(target)) {
                return (truth, point) -> Math.abs(point.xM() - place.xM()) < place.halfXM() - MARGIN_M
                        && Math.abs(point.yM() - place.yM()) < place.halfYM() - MARGIN_M;
            }
        }
        double withinM = goal.tolerance("within_m", 0.5) - MARGIN_M;
        return (truth, point) -> point.horizontalDistanceM(truth.object(target).position()) < withinM;
    }

    private static BiPredicate<SceneTruth, Position> between(PredicateData goal) {
        return (truth, point) -> {
            Position a = truth.object(goal.argument("first")).position();
            Position b = truth.object(goal.argument("second")).position();
            double dot = (a.xM() - point.xM()) * (b.xM() - point.xM()) + (a.yM() - point.yM()) * (b.yM() - point.yM());
            return dot < SURELY_BETWEEN * point.horizontalDistanceM(a) * point.horizontalDistanceM(b);
        };
    }

    /** The next action in this state; always within the limits of {@link DriveAction}. */
    public DriveAction act(SceneTruth truth) {
        DriveTruth robot = truth.drive();
        if (goal.kind().equals("robot-faces")) {
            return Driving.turn(
                    robot, robot.turnTo(truth.object(goal.argument("target")).position()), SQUARELY_RAD);
        }
        if (wanted.test(truth, robot.at())) {
            return new DriveAction(0, 0);
        }
        Position aim =
                Driving.floor(scene, truth).next(robot.at(), point -> wanted.test(truth, point), Driving.AHEAD_M);
        return Driving.towards(robot, aim, maxSpeedMS);
    }
}
