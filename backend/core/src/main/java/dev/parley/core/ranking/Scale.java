package dev.parley.core.ranking;

/** Strengths in the numbers of boards that people know. */
public enum Scale {
    /** LMArena's: 400 points are ten wins for each loss. */
    ARENA(1000, 400 / Math.log(10)),
    /** RoboArena's. */
    ROBO_ARENA(1500, 200);

    private final double middle;
    private final double unit;

    Scale(double middle, double unit) {
        this.middle = middle;
        this.unit = unit;
    }

    /** @param strength Bradley and Terry's, mean 0 */
    public double of(double strength) {
        return middle + unit * strength;
    }
}
