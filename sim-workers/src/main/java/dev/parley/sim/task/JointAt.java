package dev.parley.sim.task;

/** A part of a fixture is moved far enough: a drawer open or closed, a flap up or down. */
final class JointAt implements Predicate {

    private static final double REACH_SCALE_M = 0.30;

    private final String object;
    private final String joint;
    private final double atLeast;
    private final double atMost;
    private final double scale;

    private JointAt(SceneObject object, double atLeast, double atMost, double scale) {
        if (object.joint().isEmpty()) {
            throw new IllegalArgumentException("No joint moves " + object.id());
        }
        this.object = object.id();
        joint = object.joint();
        this.atLeast = atLeast;
        this.atMost = atMost;
        this.scale = scale;
    }

    /**
     * Argument {@code object}, a part that a joint moves, and any word for its {@code state}; tolerances {@code at_least} and
     * {@code at_most} in the joint's metres or radians, and {@code scale}, how much of it is no progress at all.
     */
    static JointAt of(PredicateData data, TaskVocabulary scene) {
        double atLeast = data.tolerance("at_least", Double.NEGATIVE_INFINITY);
        double atMost = data.tolerance("at_most", Double.POSITIVE_INFINITY);
        if (Double.isInfinite(atLeast) == Double.isInfinite(atMost)) {
            throw new IllegalArgumentException(
                    "A predicate joint needs either at_least or at_most, it has " + data.tolerances());
        }
        return new JointAt(scene.object(data.argument("object")), atLeast, atMost, data.tolerance("scale", 0.1));
    }

    private double leftToGo(SceneTruth state) {
        double value = state.joint(joint);
        return Math.max(0, Math.max(atLeast - value, value - atMost));
    }

    @Override
    public double progress(SceneTruth state) {
        double reach =
                1 - Math.min(1, state.body().at().distanceM(state.object(object).position()) / REACH_SCALE_M);
        return 0.2 * reach + 0.65 * (1 - Math.min(1, leftToGo(state) / scale));
    }

    @Override
    public boolean holds(SceneTruth state) {
        return leftToGo(state) == 0;
    }
}
