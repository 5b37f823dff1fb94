package dev.parley.sim.task;

/** An object rests on top of another, or a lid on its box, and the body has let go of it. */
final class OnTop implements Predicate {

    private static final double ON_TOP = 0.9;
    private static final double UPRIGHT = 0.9;

    private final String object;
    private final String target;
    private final double heightM;
    private final double withinM;
    private final double playM;
    private final Carrying carrying;

    private OnTop(SceneObject object, SceneObject target, double withinM, double playM) {
        this.object = object.id();
        this.target = target.id();
        heightM = target.topM() + object.restingHeightM();
        this.withinM = withinM;
        this.playM = playM;
        carrying = Carrying.of(object);
    }

    /** Arguments {@code object} and {@code target}; tolerances {@code within_m} sideways, {@code play_m} in height. */
    static OnTop of(PredicateData data, TaskVocabulary scene) {
        return new OnTop(
                scene.object(data.argument("object")),
                scene.object(data.argument("target")),
                data.tolerance("within_m", 0.025),
                data.tolerance("play_m", 0.008));
    }

    private boolean rests(SceneTruth state) {
        Position at = state.object(object).position();
        ObjectState under = state.object(target);
        return at.horizontalDistanceM(under.position()) < withinM
                && Math.abs(at.zM() - under.position().zM() - heightM) < playM
                && under.uprightness() > UPRIGHT;
    }

    @Override
    public double progress(SceneTruth state) {
        return rests(state)
                ? ON_TOP
                : carrying.towards(state, state.object(target).position());
    }

    @Override
    public boolean holds(SceneTruth state) {
        return rests(state) && state.body().letGoOf(state.object(object).position());
    }
}
