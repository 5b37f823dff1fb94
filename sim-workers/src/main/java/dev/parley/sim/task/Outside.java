package dev.parley.sim.task;

/** An object lies away from another that it was in or on, no longer held: a cube out of a drawer, a lid off its box. */
final class Outside implements Predicate {

    private static final double DISTANCE_SHARE = 0.5;

    private final String object;
    private final String target;
    private final double beyondM;
    private final double highestM;
    private final Carrying carrying;

    private Outside(SceneObject object, SceneObject target, double beyondM, double highestM) {
        this.object = object.id();
        this.target = target.id();
        this.beyondM = beyondM;
        this.highestM = highestM;
        carrying = Carrying.of(object);
    }

    /** Arguments {@code object} and {@code target}; tolerances {@code beyond_m} and {@code highest_m} of its origin above the table. */
    static Outside of(PredicateData data, TaskVocabulary scene) {
        SceneObject moved = scene.object(data.argument("object"));
        return new Outside(
                moved,
                scene.object(data.argument("target")),
                data.tolerance("beyond_m", 0.10),
                data.tolerance("highest_m", moved.restingHeightM() + 0.015));
    }

    private double away(SceneTruth state) {
        return state.object(object)
                .position()
                .horizontalDistanceM(state.object(target).position());
    }

    @Override
    public double progress(SceneTruth state) {
        double clear = Math.min(1, away(state) / beyondM);
        return 0.2 * carrying.reach(state) + 0.1 * carrying.lift(state) + DISTANCE_SHARE * clear;
    }

    @Override
    public boolean holds(SceneTruth state) {
        Position at = state.object(object).position();
        return away(state) > beyondM && at.zM() < highestM && state.body().letGoOf(at);
    }
}
