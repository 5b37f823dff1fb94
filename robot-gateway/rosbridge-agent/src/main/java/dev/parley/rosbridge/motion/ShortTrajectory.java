package dev.parley.rosbridge.motion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an arm is told at once: dense points, no more than 300 ms ahead. There is no way to make a longer one: rosbridge has no dead-man,
 * and a controller in the middle of one long segment does not hear a stop. So an arm whose agent dies comes to rest by itself.
 *
 * @param rows positions of the joints at each point
 * @param atNs when each is reached, from the beginning
 */
public record ShortTrajectory(List<double[]> rows, List<Long> atNs) {
    public static final Duration LONGEST = Duration.ofMillis(300);
    public static final Duration WIDEST_GAP = Duration.ofMillis(50);

    public ShortTrajectory {
        rows = rows.stream().map(double[]::clone).toList();
        atNs = List.copyOf(atNs);
        if (rows.isEmpty() || rows.size() != atNs.size()) {
            throw new IllegalArgumentException("a trajectory has a point at least, and a time for each");
        }
        long before = 0;
        for (int i = 0; i < rows.size(); i++) {
            long gap = atNs.get(i) - before;
            if (gap <= 0 || gap > WIDEST_GAP.toNanos()) {
                throw new IllegalArgumentException("points follow each other within 50 ms, not " + gap + " ns");
            }
            before = atNs.get(i);
            for (double position : rows.get(i)) {
                if (!Double.isFinite(position)) {
                    throw new IllegalArgumentException("a trajectory has a number that is not finite");
                }
            }
        }
        if (before > LONGEST.toNanos()) {
            throw new IllegalArgumentException("a trajectory reaches 300 ms ahead, not " + before + " ns");
        }
    }

    /** Every joint in proportion, which is the way that the envelope has looked at. */
    public static ShortTrajectory between(double[] from, double[] to, Duration over) {
        int points = (int) Math.ceilDiv(over.toNanos(), WIDEST_GAP.toNanos());
        List<double[]> rows = new ArrayList<>();
        List<Long> atNs = new ArrayList<>();
        for (int i = 1; i <= points; i++) {
            double[] row = new double[to.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = i == points ? to[j] : from[j] + (to[j] - from[j]) * i / points;
            }
            rows.add(row);
            atNs.add(over.toNanos() * i / points);
        }
        return new ShortTrajectory(rows, atNs);
    }

    Duration length() {
        return Duration.ofNanos(atNs.getLast());
    }
}
