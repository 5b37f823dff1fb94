package dev.parley.sim.task;

/** An object lies close to another. */
final class Near implements Predicate {

    private final String object;
    private final String target;
    private final double withinM;
    private final Moving moving;

    private Near(SceneObject object, SceneObject target, double withinM) {
        this.object = object.id();
        this.target = target.id();
        this.withinM = withinM;
        moving = Moving.of(object);
    }

    /** Arguments {@code object} and {@code target}; tolerance {@code within_m} between their origins. */
    static Near of(PredicateData data, TaskVocabulary scene) {
        SceneObject one = scene.object(data.argument("object"));
        SceneObject other = scene.object(data.argument("target"));
        return new Near(one, other, data.tolerance("within_m", 0.08));
    }

    private double leftToGoM(SceneTruth state) {
        double away = state.object(object)
                .position()
                .horizontalDistanceM(state.object(target).position());
        return Math.max(0, away - withinM);
    }

    @Override
    public double progress(SceneTruth state) {
        return moving.progress(state, leftToGoM(state));
    }

    @Override
    public boolean holds(SceneTruth state) {
        return leftToGoM(state) == 0 && moving.onTable(state);
    }
}
