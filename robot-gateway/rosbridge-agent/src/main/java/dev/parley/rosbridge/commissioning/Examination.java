package dev.parley.rosbridge.commissioning;

import dev.parley.rosbridge.motion.MonotonicTime;
import java.time.Duration;
import java.util.List;

/**
 * How an arm is examined.
 *
 * @param from one end of the swing in which it is stopped; every joint, well inside of the workspace
 * @param to the other end
 * @param slowestStop a stop that takes longer has failed
 * @param pace time between two commands
 */
public record Examination(double[] from, double[] to, Duration slowestStop, Duration pace, MonotonicTime time) {
    public static final int STOPS = 20;
    public static final int PAYLOAD_STOPS = 5;

    public Examination {
        from = from.clone();
        to = to.clone();
        if (from.length != to.length || List.of(slowestStop, pace).contains(Duration.ZERO)) {
            throw new IllegalArgumentException("a swing has two ends with the same joints");
        }
    }

    @Override
    public double[] from() {
        return from.clone();
    }

    @Override
    public double[] to() {
        return to.clone();
    }
}
