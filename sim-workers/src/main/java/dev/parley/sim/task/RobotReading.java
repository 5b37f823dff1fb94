package dev.parley.sim.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads where somebody put a robot that moves about as criteria: at this point, looking this way, and whatever tasks of the scene
 * are done by standing there. Names of what is near and what is looked at go along for words; they judge nothing. Pure.
 */
public final class RobotReading {

    /** As the closest tolerance that an asker can choose: less is not elsewhere. */
    private static final double MOVED_M = 0.1;

    private static final double TURNED_RAD = Math.toRadians(10);

    /** From the edge of a thing, for its middle. */
    private static final double BESIDE_M = 0.75;

    private static final double LOOKED_AT_RAD = Math.toRadians(20);

    /** What a scene keeps free around its furniture for the robot itself. */
    private static final double ROOM_FOR_ROBOT_M = 0.28;

    private static final double LEAST_HALF_M = 0.1;
    private static final double ROUNDING = 1000;

    private final TaskVocabulary scene;
    private final List<Sight> sights;
    private final String robot;

    /** @param robot its id among the scene's objects */
    public RobotReading(TaskVocabulary scene, List<Sight> sights, String robot) {
        this.scene = scene;
        this.sights = List.copyOf(sights);
        this.robot = robot;
    }

    /** Point and heading first, then what else is so and was not at the start; nothing when it stands and looks as it did. */
    public List<PredicateData> of(SceneTruth start, SceneTruth end) {
        DriveTruth from = start.drive();
        DriveTruth now = end.drive();
        double turned = Math.abs(StrictMath.IEEEremainder(now.headingRad() - from.headingRad(), 2 * Math.PI));
        if (from.at().horizontalDistanceM(now.at()) <= MOVED_M && turned <= TURNED_RAD) {
            return List.of();
        }
        List<Sight> named = named(end);
        List<PredicateData> readings = new ArrayList<>();
        readings.add(new PredicateData(
                "robot-at-point",
                Map.of("object", robot, "target", nearest(named, now)),
                Map.of("x_m", rounded(now.at().xM()), "y_m", rounded(now.at().yM())),
                List.of()));
        readings.add(new PredicateData(
                "robot-heading",
                Map.of("object", robot, "target", lookedAt(named, now)),
                Map.of("heading_rad", rounded(now.headingRad())),
                List.of()));
        for (Task task : scene.tasks()) {
            PredicateData goal = task.predicate();
            boolean nameable = goal.kind().equals("robot-at") || goal.kind().equals("robot-faces");
            if (nameable && isNew(goal, start, end)) {
                readings.add(new PredicateData(
                        goal.kind(), Map.of("object", robot, "target", goal.argument("target")), Map.of(), List.of()));
            }
        }
        return List.copyOf(readings);
    }

    private boolean isNew(PredicateData goal, SceneTruth start, SceneTruth end) {
        Predicate predicate = scene.predicate(goal);
        return predicate.holds(end) && !predicate.holds(start);
    }

    private List<Sight> named(SceneTruth truth) {
        List<Sight> named = new ArrayList<>(sights);
        for (SceneObject object : scene.objects()) {
            if (!object.id().equals(robot)) {
                Position at = truth.object(object.id()).position();
                double half = Math.max(LEAST_HALF_M, object.clearanceM() - ROOM_FOR_ROBOT_M);
                named.add(new Sight(object.id(), at.xM(), at.yM(), half));
            }
        }
        for (Place place : scene.places()) {
            named.add(new Sight(place.id(), place.xM(), place.yM(), Math.min(place.halfXM(), place.halfYM())));
        }
        return named;
    }

    private static String nearest(List<Sight> named, DriveTruth robot) {
        Optional<Sight> nearest =
                named.stream().min(Comparator.comparingDouble(sight -> awayM(sight, robot) - sight.halfM()));
        return nearest.filter(sight -> awayM(sight, robot) - sight.halfM() <= BESIDE_M)
                .map(Sight::id)
                .orElse("");
    }

    // Of what lies straight ahead the nearest, since it hides the others; else what is least beside.
    private static String lookedAt(List<Sight> named, DriveTruth robot) {
        return named.stream()
                .filter(sight -> awayM(sight, robot) > sight.halfM() && besideRad(sight, robot) < LOOKED_AT_RAD)
                .min(Comparator.<Sight>comparingDouble(sight -> besideRad(sight, robot))
                        .thenComparingDouble(sight -> awayM(sight, robot)))
                .map(Sight::id)
                .orElse("");
    }

    private static double besideRad(Sight sight, DriveTruth robot) {
        double off = Math.abs(robot.turnTo(new Position(sight.xM(), sight.yM(), 0)));
        return Math.max(0, off - StrictMath.atan2(sight.halfM(), awayM(sight, robot)));
    }

    private static double awayM(Sight sight, DriveTruth robot) {
        return robot.at().horizontalDistanceM(new Position(sight.xM(), sight.yM(), 0));
    }

    private static double rounded(double number) {
        return Math.rint(number * ROUNDING) / ROUNDING;
    }
}
