package dev.parley.sim.expert;

import dev.parley.sim.body.DriveAction;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.TaskVocabulary;
import java.util.List;

/** How the experts drive: turning on the spot until a point is roughly ahead, then towards it, slower as it comes near. */
final class Driving {

    /** How far ahead on its way an expert aims. */
    static final double AHEAD_M = 0.7;

    private static final double SLOW_WITHIN_M = 0.6;
    private static final double DRIVE_WITHIN_RAD = 0.9;
    private static final double TURN_GAIN = 2.0;

    private Driving() {}

    /** What a robot's middle should keep out of. */
    static FloorPlan floor(TaskVocabulary scene, SceneTruth truth) {
        List<FloorPlan.Disc> discs = scene.objects().stream()
                .filter(object -> !object.id().equals("robot") && object.clearanceM() > 0)
                .map(object -> disc(object, truth))
                .toList();
        return new FloorPlan(discs);
    }

    private static FloorPlan.Disc disc(SceneObject object, SceneTruth truth) {
        return new FloorPlan.Disc(truth.object(object.id()).position(), object.clearanceM());
    }

    static DriveAction towards(DriveTruth robot, Position aim, double maxSpeedMS) {
        double off = robot.turnTo(aim);
        if (Math.abs(off) > DRIVE_WITHIN_RAD) {
            return turn(robot, off, 0);
        }
        double slow = Math.min(1, 0.25 + robot.at().horizontalDistanceM(aim) / SLOW_WITHIN_M);
        double speed = maxSpeedMS * slow * Math.max(0, 1 - Math.abs(off) / DRIVE_WITHIN_RAD);
        return new DriveAction(speed, TURN_GAIN * off).limited();
    }

    /** Slower as it comes round; the rate it has already turns it on a little. */
    static DriveAction turn(DriveTruth robot, double off, double enough) {
        double left = off - 0.12 * robot.turnRateRadS();
        return Math.abs(left) < enough ? new DriveAction(0, 0) : new DriveAction(0, TURN_GAIN * left).limited();
    }
}
