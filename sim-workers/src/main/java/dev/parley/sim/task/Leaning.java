package dev.parley.sim.task;

/** An object lies on its side, or stands as it should. */
final class Leaning implements Predicate {

    private final String object;
    private final boolean upright;
    private final double limit;
    private final Carrying carrying;

    private Leaning(SceneObject object, boolean upright, double limit) {
        this.object = object.id();
        this.upright = upright;
        this.limit = limit;
        carrying = Carrying.of(object);
    }

    /** Argument {@code object}; tolerance {@code below}, the cosine of its lean. */
    static Leaning tipped(PredicateData data, TaskVocabulary scene) {
        return new Leaning(scene.object(data.argument("object")), false, data.tolerance("below", 0.3));
    }

    /** Argument {@code object}; tolerance {@code above}, the cosine of its lean. */
    static Leaning upright(PredicateData data, TaskVocabulary scene) {
        return new Leaning(scene.object(data.argument("object")), true, data.tolerance("above", 0.95));
    }

    @Override
    public double progress(SceneTruth state) {
        double lean = Math.clamp(state.object(object).uprightness(), 0, 1);
        return 0.4 * carrying.reach(state) + 0.45 * (upright ? lean : 1 - lean);
    }

    @Override
    public boolean holds(SceneTruth state) {
        ObjectState thing = state.object(object);
        boolean as = upright ? thing.uprightness() > limit : Math.abs(thing.uprightness()) < limit;
        return as && state.body().letGoOf(thing.position());
    }
}
