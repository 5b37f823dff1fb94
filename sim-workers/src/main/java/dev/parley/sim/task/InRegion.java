package dev.parley.sim.task;

/** An object lies in a named place of the table, at least a margin from its edge. */
final class InRegion implements Predicate {

    private final String object;
    private final Place place;
    private final double marginM;
    private final Moving moving;

    private InRegion(SceneObject object, Place place, double marginM) {
        this.object = object.id();
        this.place = place;
        this.marginM = marginM;
        moving = Moving.of(object);
    }

    /** Arguments {@code object} and {@code target}, a place; tolerance {@code margin_m}, usually none. */
    static InRegion of(PredicateData data, TaskVocabulary scene) {
        return new InRegion(
                scene.object(data.argument("object")),
                scene.place(data.argument("target")),
                data.tolerance("margin_m", 0));
    }

    @Override
    public double progress(SceneTruth state) {
        return moving.progress(state, place.distanceM(state.object(object).position(), marginM));
    }

    @Override
    public boolean holds(SceneTruth state) {
        return place.distanceM(state.object(object).position(), marginM) == 0 && moving.onTable(state);
    }
}
