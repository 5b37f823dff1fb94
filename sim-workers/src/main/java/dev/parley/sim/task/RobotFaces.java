package dev.parley.sim.task;

/** A robot on wheels stands still and looks at an object. */
final class RobotFaces implements Predicate {

    private final String target;
    private final double withinRad;

    private RobotFaces(String target, double withinRad) {
        this.target = target;
        this.withinRad = withinRad;
    }

    /** Argument {@code target}, an object; tolerance {@code within_rad}. */
    static RobotFaces of(PredicateData data, TaskVocabulary scene) {
        return new RobotFaces(scene.object(data.argument("target")).id(), data.tolerance("within_rad", 0.15));
    }

    @Override
    public double progress(SceneTruth state) {
        return 0.85 * (1 - off(state) / Math.PI);
    }

    @Override
    public boolean holds(SceneTruth state) {
        return off(state) < withinRad && state.body().standsStill();
    }

    private double off(SceneTruth state) {
        return Math.abs(state.drive().turnTo(state.object(target).position()));
    }
}
