package dev.parley.core.analysis.plan;

import java.time.Duration;

/**
 * What episodes cost.
 *
 * @param robot time that stations are busy with them, all together
 * @param waiting time until the last one, when stations share them and others have their part
 */
public record RobotTime(Duration robot, Duration waiting) {
    /**
     * The cost.
     *
     * @param episodes not negative
     * @param each from one start to the next: the episode with its reset
     * @param stations that may run them, at least 1
     * @param share of these stations' time that goes to them, above 0 up to 1
     */
    public static RobotTime of(long episodes, Duration each, int stations, double share) {
        if (episodes < 0 || stations < 1 || each.isNegative() || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    episodes + " episodes of " + each + " on a share " + share + " of " + stations + " stations");
        }
        long rounds = (episodes + stations - 1) / stations;
        Duration waiting =
                Duration.ofMillis(Math.round(each.multipliedBy(rounds).toMillis() / share));
        return new RobotTime(each.multipliedBy(episodes), waiting);
    }

    /** Hours of robots. */
    public double robotHours() {
        return robot.toMillis() / 3_600_000.0;
    }
}
