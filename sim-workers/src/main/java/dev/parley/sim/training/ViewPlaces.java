package dev.parley.sim.training;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Position;
import java.util.ArrayList;
import java.util.List;

/** Draws where in the room a picture is taken: anywhere free, near to something and looking roughly towards it, or where one
 * may be asked to stand. */
final class ViewPlaces {

    /** Objects of the room that stand elsewhere in every layout. */
    static final List<String> FURNITURE = List.of("lamp", "plant", "chest", "table-white", "sofa");

    private static final double MIN_X_M = -2.15;
    private static final double MAX_X_M = 2.65;
    private static final double MAX_Y_M = 2.4;
    private static final double TIGHT_M = 0.1;
    private static final double PLACE_HALF_M = 0.4;
    private static final double DOOR_X_M = -2.38;
    private static final double DOOR_Y_M = 1.0;

    private final List<Position> furniture;
    private final List<Double> clearanceM;
    private final List<Position> places;
    private final List<Position> sights;
    private final SeededRandom random;

    /** A place on the floor and where the robot looks from there, from the x axis towards y. */
    record Pose(double xM, double yM, double headingRad) {

        static Pose of(DriveTruth robot) {
            return new Pose(robot.at().xM(), robot.at().yM(), robot.headingRad());
        }

        Position position() {
            return new Position(xM, yM, 0);
        }
    }

    ViewPlaces(SceneDescription scene, Conditions conditions, SeededRandom random) {
        this.random = random;
        furniture = FURNITURE.stream()
                .map(id -> new Position(conditions.value(id + ".x_m"), conditions.value(id + ".y_m"), 0))
                .toList();
        clearanceM = FURNITURE.stream()
                .map(id -> scene.vocabulary().object(id).clearanceM())
                .toList();
        sights = new ArrayList<>(furniture);
        sights.add(new Position(DOOR_X_M, DOOR_Y_M, 0));
        places = scene.vocabulary().places().stream()
                .map(place -> new Position(place.xM(), place.yM(), 0))
                .toList();
        sights.addAll(places);
    }

    List<Position> furniture() {
        return furniture;
    }

    /** A place where a robot can stand, if only just. */
    Pose draw() {
        return draw(TIGHT_M);
    }

    /** As {@link #draw()}, with so much less room to the furniture than a robot keeps when it drives; negative for more. */
    Pose draw(double tightM) {
        while (true) {
            double kind = random.nextDouble();
            Pose pose = kind < 0.4 ? anywhere() : kind < 0.8 ? nearSomething() : atPlace();
            if (isFree(pose, tightM)) {
                return pose;
            }
        }
    }

    /** A place at most {@code farM} from another, looking anywhere. */
    Pose drawNear(Pose other, double farM) {
        for (int attempt = 0; attempt < 50; attempt++) {
            double bearing = random.between(-Math.PI, Math.PI);
            double distanceM = random.between(0, farM);
            Pose pose = new Pose(
                    other.xM() + distanceM * StrictMath.cos(bearing),
                    other.yM() + distanceM * StrictMath.sin(bearing),
                    random.between(-Math.PI, Math.PI));
            if (isFree(pose, TIGHT_M)) {
                return pose;
            }
        }
        return other;
    }

    private Pose anywhere() {
        return new Pose(
                random.between(MIN_X_M, MAX_X_M), random.between(-MAX_Y_M, MAX_Y_M), random.between(-Math.PI, Math.PI));
    }

    private Pose nearSomething() {
        Position sight = sights.get(random.below(sights.size()));
        double bearing = random.between(-Math.PI, Math.PI);
        double distanceM = random.between(0, 1.8);
        double heading = StrictMath.IEEEremainder(bearing + Math.PI + 0.4 * random.gaussian(), 2 * Math.PI);
        return new Pose(
                sight.xM() + distanceM * StrictMath.cos(bearing),
                sight.yM() + distanceM * StrictMath.sin(bearing),
                heading);
    }

    /** In a corner or on the dock, looking out of the room: there a goal counts to the decimetre, and a picture shows little. */
    private Pose atPlace() {
        Position place = places.get(random.below(places.size()));
        double xM = place.xM() + random.between(-PLACE_HALF_M, PLACE_HALF_M);
        double yM = place.yM() + random.between(-PLACE_HALF_M, PLACE_HALF_M);
        return new Pose(
                xM, yM, StrictMath.IEEEremainder(StrictMath.atan2(yM, xM) + 0.6 * random.gaussian(), 2 * Math.PI));
    }

    private boolean isFree(Pose pose, double tightM) {
        double wallM = TIGHT_M - tightM;
        if (pose.xM() < MIN_X_M + wallM || pose.xM() > MAX_X_M - wallM || Math.abs(pose.yM()) > MAX_Y_M - wallM) {
            return false;
        }
        Position at = new Position(pose.xM(), pose.yM(), 0);
        for (int i = 0; i < furniture.size(); i++) {
            if (at.horizontalDistanceM(furniture.get(i)) < clearanceM.get(i) - tightM) {
                return false;
            }
        }
        return true;
    }
}
