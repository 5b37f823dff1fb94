package dev.parley.sim.planner;

/** What the planner's shares mean to somebody who never saw one. The shares themselves follow in brackets, for those who want them. */
final class PlainScores {

    private static final double CLEARLY = 0.8;
    private static final double LIKELY = 0.4;

    private PlainScores() {}

    /** @param match share of the words that go to a skill, 0 to 1 */
    static String asked(double match) {
        if (match >= CLEARLY) {
            return "That is what the words ask for";
        }
        return match >= LIKELY ? "That is most likely what the words ask for" : "The words may ask for something else";
    }

    /** @param able how likely it is to get done from here, as it looks, 0 to 1 */
    static String feasible(double able) {
        if (able >= CLEARLY) {
            return "it looks doable from here";
        }
        return able >= LIKELY ? "it may be doable from here" : "it does not look doable from here";
    }
}
