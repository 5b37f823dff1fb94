package dev.parley.sim.task;

import java.util.function.ToDoubleFunction;

/** The body stands still at a named place, close to an object, or close to a point. */
final class RobotAt implements Predicate {

    private static final double USUAL_M = 0.3;

    private final ToDoubleFunction<SceneTruth> leftToGoM;
    private final double scaleM;

    private RobotAt(ToDoubleFunction<SceneTruth> leftToGoM, double scaleM) {
        this.leftToGoM = leftToGoM;
        this.scaleM = scaleM;
    }

    /** Argument {@code target}, a place or an object; tolerances {@code within_m} of an object, {@code scale_m} of no progress. */
    static RobotAt of(PredicateData data, TaskVocabulary scene) {
        String target = data.argument("target");
        double scaleM = data.tolerance("scale_m", 3);
        if (scene.places().stream().anyMatch(place -> place.id().equals(target))) {
            Place place = scene.place(target);
            return new RobotAt(state -> place.distanceM(state.body().at()), scaleM);
        }
        String object = scene.object(target).id();
        double withinM = data.tolerance("within_m", 0.5);
        return new RobotAt(
                state -> Math.max(
                        0,
                        state.body()
                                        .at()
                                        .horizontalDistanceM(
                                                state.object(object).position())
                                - withinM),
                scaleM);
    }

    /** The point {@code x_m}, {@code y_m}; tolerances {@code within_m} of it, {@code scale_m} of no progress. */
    static RobotAt point(PredicateData data, TaskVocabulary scene) {
        Position point = new Position(finite(data, "x_m"), finite(data, "y_m"), 0);
        double withinM = data.tolerance("within_m", USUAL_M);
        return new RobotAt(
                state -> Math.max(0, state.body().at().horizontalDistanceM(point) - withinM),
                data.tolerance("scale_m", 3));
    }

    private static double finite(PredicateData data, String name) {
        double number = data.number(name);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("A predicate " + data.kind() + " needs a finite " + name);
        }
        return number;
    }

    @Override
    public double progress(SceneTruth state) {
        return 0.85 * (1 - Math.min(1, leftToGoM.applyAsDouble(state) / scaleM));
    }

    @Override
    public boolean holds(SceneTruth state) {
        return leftToGoM.applyAsDouble(state) == 0 && state.body().standsStill();
    }
}
