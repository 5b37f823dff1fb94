package dev.parley.sim.task;

/** An object is held up in the air. */
final class Lifted implements Predicate {

    private static final double REACH_SHARE = 0.4;
    private static final double LIFT_SHARE = 0.45;

    private final String object;
    private final double restingHeightM;
    private final double byM;
    private final Carrying carrying;

    private Lifted(SceneObject object, double byM) {
        this.object = object.id();
        restingHeightM = object.restingHeightM();
        this.byM = byM;
        carrying = Carrying.of(object);
    }

    /** Argument {@code object}; tolerance {@code by_m} above where it stood on the table. */
    static Lifted of(PredicateData data, TaskVocabulary scene) {
        return new Lifted(scene.object(data.argument("object")), data.tolerance("by_m", 0.08));
    }

    private double raisedM(SceneTruth state) {
        return state.object(object).position().zM() - restingHeightM;
    }

    @Override
    public double progress(SceneTruth state) {
        return REACH_SHARE * carrying.reach(state) + LIFT_SHARE * Math.clamp(raisedM(state) / byM, 0, 1);
    }

    @Override
    public boolean holds(SceneTruth state) {
        return raisedM(state) > byM
                && !state.body().letGoOf(state.object(object).position());
    }
}
