package dev.parley.sim.task;

/** The body stands still between two objects: it sees them on opposite sides of it. */
final class RobotBetween implements Predicate {

    private final String first;
    private final String second;
    private final double opposite;
    private final double scaleM;

    private RobotBetween(String first, String second, double opposite, double scaleM) {
        this.first = first;
        this.second = second;
        this.opposite = opposite;
        this.scaleM = scaleM;
    }

    /** Arguments {@code first} and {@code second}; tolerances {@code angle_rad} at least between them, {@code scale_m} of no progress. */
    static RobotBetween of(PredicateData data, TaskVocabulary scene) {
        return new RobotBetween(
                scene.object(data.argument("first")).id(),
                scene.object(data.argument("second")).id(),
                StrictMath.cos(data.tolerance("angle_rad", 2.27)),
                data.tolerance("scale_m", 3));
    }

    @Override
    public double progress(SceneTruth state) {
        Position a = state.object(first).position();
        Position b = state.object(second).position();
        Position middle = new Position((a.xM() + b.xM()) / 2, (a.yM() + b.yM()) / 2, 0);
        return 0.85 * (1 - Math.min(1, state.body().at().horizontalDistanceM(middle) / scaleM));
    }

    @Override
    public boolean holds(SceneTruth state) {
        Position at = state.body().at();
        return state.body().standsStill()
                && isBetween(
                        at, state.object(first).position(), state.object(second).position());
    }

    private boolean isBetween(Position at, Position a, Position b) {
        double ax = a.xM() - at.xM();
        double ay = a.yM() - at.yM();
        double bx = b.xM() - at.xM();
        double by = b.yM() - at.yM();
        return ax * bx + ay * by < opposite * Math.hypot(ax, ay) * Math.hypot(bx, by);
    }
}
