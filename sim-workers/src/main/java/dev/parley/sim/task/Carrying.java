package dev.parley.sim.task;

/** Progress of bringing an object somewhere by hand: 0 to 0.3 reaching it, to 0.5 lifting it, to 0.8 carrying it. */
record Carrying(String object, double restingHeightM) {

    private static final double LIFTED_BY_M = 0.059;
    private static final double REACH_SCALE_M = 0.30;
    /** It starts a hair above contact and may rest a little higher on the edge of something flat. */
    private static final double PLAY_M = 0.0005;

    static Carrying of(SceneObject object) {
        return new Carrying(object.id(), object.restingHeightM());
    }

    double reach(SceneTruth state) {
        return 1 - Math.min(1, state.body().at().distanceM(state.object(object).position()) / REACH_SCALE_M);
    }

    double lift(SceneTruth state) {
        double height = state.object(object).position().zM();
        return Math.clamp((height - restingHeightM - PLAY_M) / LIFTED_BY_M, 0, 1);
    }

    double towards(SceneTruth state, Position goal) {
        double lift = lift(state);
        double away = state.object(object).position().horizontalDistanceM(goal);
        double carry = lift * (1 - Math.min(1, away / REACH_SCALE_M));
        return 0.3 * reach(state) + 0.2 * lift + 0.3 * carry;
    }
}
