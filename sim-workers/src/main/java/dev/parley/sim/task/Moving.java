package dev.parley.sim.task;

/** Progress of moving an object along the table, however that is done: 0.2 for reaching it, the rest by how much is left to go. */
record Moving(String object, double restingHeightM) {

    private static final double REACH_SCALE_M = 0.30;
    private static final double ON_TABLE_M = 0.015;

    static Moving of(SceneObject object) {
        return new Moving(object.id(), object.restingHeightM());
    }

    double progress(SceneTruth state, double leftToGoM) {
        double reach =
                1 - Math.min(1, state.body().at().distanceM(state.object(object).position()) / REACH_SCALE_M);
        return 0.2 * reach + 0.65 * (1 - Math.min(1, leftToGoM / REACH_SCALE_M));
    }

    /** Whether it lies as low as at the start: not in the air, not on something. */
    boolean onTable(SceneTruth state) {
        return state.object(object).position().zM() < restingHeightM + ON_TABLE_M;
    }
}
