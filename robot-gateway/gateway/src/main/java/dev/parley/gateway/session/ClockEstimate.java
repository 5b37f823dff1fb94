package dev.parley.gateway.session;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/** How a station's monotonic clock lies to ours: of the last eight samples the one with the shortest way. Thread-safe. */
final class ClockEstimate {
    private static final int KEPT = 8;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param offsetNs station's time minus ours
     * @param roundTripNs without the station's own time
     */
    record Sample(long offsetNs, long roundTripNs) {}

    /** Takes one exchange: sent (ours), received and replied (theirs), back (ours). */
    synchronized void sample(long t1, long t2, long t3, long t4) {
        samples.addLast(new Sample(((t2 - t1) + (t3 - t4)) / 2, (t4 - t1) - (t3 - t2)));
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
    }

    synchronized Optional<Sample> best() {
        return samples.stream().min(Comparator.comparingLong(Sample::roundTripNs));
    }
}
