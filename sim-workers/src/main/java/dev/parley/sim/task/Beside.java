package dev.parley.sim.task;

/** An object lies on a given side of another, neither far away nor off to the side. */
final class Beside implements Predicate {

    private final String object;
    private final String target;
    private final Side side;
    private final double nearestM;
    private final double farthestM;
    private final double offLineM;
    private final Moving moving;

    private Beside(SceneObject object, SceneObject target, Side side, PredicateData data) {
        this.object = object.id();
        this.target = target.id();
        this.side = side;
        nearestM = data.tolerance("nearest_m", 0.04);
        farthestM = data.tolerance("farthest_m", 0.15);
        offLineM = data.tolerance("off_line_m", 0.04);
        moving = Moving.of(object);
    }

    /**
     * Arguments {@code object}, {@code target} and {@code side} ({@code left, right, behind, front}); tolerances
     * {@code nearest_m}, {@code farthest_m} and {@code off_line_m}.
     */
    static Beside of(PredicateData data, TaskVocabulary scene) {
        return new Beside(
                scene.object(data.argument("object")),
                scene.object(data.argument("target")),
                Side.of(data.argument("side")),
                data);
    }

    private double leftToGoM(SceneTruth state) {
        Position at = state.object(object).position();
        Position other = state.object(target).position();
        double dx = at.xM() - other.xM();
        double dy = at.yM() - other.yM();
        double along = dx * side.xM() + dy * side.yM();
        double across = Math.abs(dx * side.yM()) + Math.abs(dy * side.xM());
        double missing = Math.max(0, nearestM - along) + Math.max(0, along - farthestM);
        return Math.hypot(missing, Math.max(0, across - offLineM));
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
