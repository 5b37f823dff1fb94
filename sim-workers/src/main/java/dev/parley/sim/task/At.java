package dev.parley.sim.task;

/** An object lies at a point of the table, as near as the asker wants. */
final class At implements Predicate {

    private static final double USUAL_M = 0.02;

    private final String object;
    private final Position place;
    private final double withinM;
    private final Moving moving;

    private At(SceneObject object, Position place, double withinM) {
        this.object = object.id();
        this.place = place;
        this.withinM = withinM;
        moving = Moving.of(object);
    }

    /** Argument {@code object}; the point {@code x_m}, {@code y_m}, and as tolerance {@code within_m} between it and the origin. */
    static At of(PredicateData data, TaskVocabulary scene) {
        return new At(
                scene.object(data.argument("object")),
                new Position(data.number("x_m"), data.number("y_m"), 0),
                data.tolerance("within_m", USUAL_M));
    }

    private double leftToGoM(SceneTruth state) {
        return Math.max(0, state.object(object).position().horizontalDistanceM(place) - withinM);
    }

    @Override
    public double progress(SceneTruth state) {
        return moving.progress(state, leftToGoM(state));
    }

    @Override
    public boolean holds(SceneTruth state) {
        return leftToGoM(state) == 0
                && moving.onTable(state)
                && state.body().letGoOf(state.object(object).position());
    }
}
