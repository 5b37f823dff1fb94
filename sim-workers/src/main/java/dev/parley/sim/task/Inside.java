package dev.parley.sim.task;

import org.jspecify.annotations.Nullable;

/** An object lies in a container that stands upright, and the body has let go of it. */
public final class Inside implements Predicate {

    private static final double UPRIGHT = 0.9;
    private static final double INSIDE = 0.9;

    private final String object;
    private final String target;
    private final SceneObject.Opening opening;
    private final Carrying carrying;

    private Inside(SceneObject object, SceneObject target, SceneObject.@Nullable Opening opening) {
        if (opening == null) {
            throw new IllegalArgumentException("Nothing can be inside " + target.id() + ": it has no opening");
        }
        this.object = object.id();
        this.target = target.id();
        this.opening = opening;
        carrying = Carrying.of(object);
    }

    /** Arguments {@code object} and {@code target}, a container. */
    static Inside of(PredicateData data, TaskVocabulary scene) {
        SceneObject container = scene.object(data.argument("target"));
        return new Inside(scene.object(data.argument("object")), container, container.opening());
    }

    /** Whether the object lies in the upright container at this moment, held or not. */
    public boolean lies(SceneTruth state) {
        ObjectState container = state.object(target);
        Position at = state.object(object).position();
        double height = at.zM() - container.position().zM();
        return within(at, container)
                && height > opening.lowM()
                && height < opening.highM()
                && container.uprightness() > UPRIGHT;
    }

    private boolean within(Position at, ObjectState container) {
        if (opening.radiusM() > 0) {
            return at.horizontalDistanceM(container.position()) < opening.radiusM();
        }
        Position own = container.own(at);
        return Math.abs(own.xM()) < opening.halfXM() && Math.abs(own.yM()) < opening.halfYM();
    }

    @Override
    public double progress(SceneTruth state) {
        return lies(state)
                ? INSIDE
                : carrying.towards(state, state.object(target).position());
    }

    @Override
    public boolean holds(SceneTruth state) {
        return state.body().letGoOf(state.object(object).position()) && lies(state);
    }
}
