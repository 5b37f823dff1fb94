package dev.parley.sim.task;

/** An object lies in a named place of the table. */
final class InRegion implements Predicate {

    private final String object;
    private final Place place;
    private final Moving moving;

    private InRegion(SceneObject object, Place place) {
        this.object = object.id();
        this.place = place;
        moving = Moving.of(object);
    }

    /** Arguments {@code object} and {@code target}, a place. */
    static InRegion of(PredicateData data, TaskVocabulary scene) {
        return new InRegion(scene.object(data.argument("object")), scene.place(data.argument("target")));
    }

    @Override
    public double progress(SceneTruth state) {
        return moving.progress(state, place.distanceM(state.object(object).position()));
    }

    @Override
    public boolean holds(SceneTruth state) {
        return place.distanceM(state.object(object).position()) == 0 && moving.onTable(state);
    }
}
