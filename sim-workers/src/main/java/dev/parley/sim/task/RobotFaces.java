package dev.parley.sim.task;

import java.util.function.ToDoubleFunction;

/** A robot on wheels stands still and looks at an object, or the way that it is wanted to. */
final class RobotFaces implements Predicate {

    private static final double USUAL_RAD = Math.toRadians(20);

    private final ToDoubleFunction<SceneTruth> leftToTurnRad;
    private final double withinRad;

    private RobotFaces(ToDoubleFunction<SceneTruth> leftToTurnRad, double withinRad) {
        this.leftToTurnRad = leftToTurnRad;
        this.withinRad = withinRad;
    }

    /** Argument {@code target}, an object; tolerance {@code within_rad}. */
    static RobotFaces of(PredicateData data, TaskVocabulary scene) {
        String target = scene.object(data.argument("target")).id();
        return new RobotFaces(
                state -> state.drive().turnTo(state.object(target).position()), data.tolerance("within_rad", 0.15));
    }

    /** The heading {@code heading_rad}, from the x axis towards y; tolerance {@code within_rad}. */
    static RobotFaces heading(PredicateData data, TaskVocabulary scene) {
        double headingRad = data.number("heading_rad");
        if (!Double.isFinite(headingRad)) {
            throw new IllegalArgumentException("A predicate " + data.kind() + " needs a finite heading_rad");
        }
        return new RobotFaces(
                state -> StrictMath.IEEEremainder(headingRad - state.drive().headingRad(), 2 * Math.PI),
                data.tolerance("within_rad", USUAL_RAD));
    }

    @Override
    public double progress(SceneTruth state) {
        return 0.85 * (1 - off(state) / Math.PI);
    }

    @Override
    public boolean holds(SceneTruth state) {
        return off(state) < withinRad && state.body().standsStill();
    }

    private double off(SceneTruth state) {
        return Math.abs(leftToTurnRad.applyAsDouble(state));
    }
}
