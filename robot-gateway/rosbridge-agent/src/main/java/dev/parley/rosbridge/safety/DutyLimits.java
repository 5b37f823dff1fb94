package dev.parley.rosbridge.safety;

import java.time.Duration;

/**
 * How much an arm works.
 *
 * @param episodesPerHour that begin within any hour
 * @param motionBeforeRest time in motion after which it rests
 * @param rest how long
 */
public record DutyLimits(int episodesPerHour, Duration motionBeforeRest, Duration rest) {
    public DutyLimits {
        if (episodesPerHour < 1 || episodesPerHour > 1000) {
            throw new IllegalArgumentException("1 to 1000 episodes an hour, not " + episodesPerHour);
        }
        if (motionBeforeRest.isNegative() || motionBeforeRest.isZero() || rest.isNegative()) {
            throw new IllegalArgumentException("an arm moves for some time before it rests");
        }
    }
}
