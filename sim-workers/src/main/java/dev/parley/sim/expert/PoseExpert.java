package dev.parley.sim.expert;

import dev.parley.sim.body.DriveAction;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.TaskVocabulary;

/**
 * Drives a robot on wheels to where a picture was taken, around the furniture, and then looks where the picture looks; on the true
 * state, without memory. It teaches the policy that gets a goal picture.
 *
 * <p>It comes to stand {@value #BEYOND_M} m beyond that place in the direction of the picture: pictures of a finished task are taken
 * where the task's expert stopped, on the edge of what counts as there, and stopping a little short of the edge would be not done.
 * When the picture was taken where the robot stands already, it only turns.
 */
public final class PoseExpert {

    private static final double BEYOND_M = 0.1;
    private static final double ARRIVED_M = 0.06;
    private static final double CLOSE_M = 0.14;
    private static final double AHEAD_RAD = 0.6;
    private static final double SQUARELY_RAD = 0.05;

    private final TaskVocabulary scene;
    private final Position goal;
    private final double headingRad;
    private final boolean onTheSpot;
    private final double maxSpeedMS;

    /**
     * An expert for one picture.
     *
     * @param taken where its robot stood
     * @param headingRad where it looked, from the x axis towards y
     * @param start where the robot starts
     * @param maxSpeedMS how fast it drives at most
     */
    public PoseExpert(TaskVocabulary scene, Position taken, double headingRad, Position start, double maxSpeedMS) {
        this.scene = scene;
        this.headingRad = headingRad;
        this.maxSpeedMS = maxSpeedMS;
        onTheSpot = taken.horizontalDistanceM(start) < BEYOND_M;
        double beyond = onTheSpot ? 0 : BEYOND_M;
        goal = new Position(
                taken.xM() + beyond * StrictMath.cos(headingRad), taken.yM() + beyond * StrictMath.sin(headingRad), 0);
    }

    /** The next action in this state; always within the limits of {@link DriveAction}, and nothing at all once it is there. */
    public DriveAction act(SceneTruth truth) {
        DriveTruth robot = truth.drive();
        if (isThere(robot)) {
            double off = StrictMath.IEEEremainder(headingRad - robot.headingRad(), 2 * Math.PI);
            return Driving.turn(robot, off, SQUARELY_RAD);
        }
        if (robot.at().horizontalDistanceM(goal) < 2 * CLOSE_M) {
            return Driving.towards(robot, goal, maxSpeedMS);
        }
        Position aim = Driving.floor(scene, truth)
                .next(robot.at(), point -> point.horizontalDistanceM(goal) < CLOSE_M, Driving.AHEAD_M);
        return Driving.towards(robot, aim, maxSpeedMS);
    }

    // Whoever is close but beside or past the place stays: turning round for the last inches is not worth it.
    private boolean isThere(DriveTruth robot) {
        double far = robot.at().horizontalDistanceM(goal);
        return far < ARRIVED_M
                || far < CLOSE_M && Math.abs(robot.turnTo(goal)) > AHEAD_RAD
                || onTheSpot && far < 2 * CLOSE_M;
    }
}
