package dev.parley.rosbridge.motion;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/** The joint states of the last seconds, and what they say about rest. Thread-safe. */
public final class JointHistory {
    private static final Duration KEPT = Duration.ofSeconds(3);

    /** Over so long a time, and by so many samples, an arm has to stay where it is to be called still. */
    static final Duration LOOK = Duration.ofMillis(200);

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(80);
    private static final int FEWEST = 3;

    private final Lateness lateness = new Lateness();
    private final Deque<JointSample> samples = new ArrayDeque<>();
    private final double stillWithin;
    private final Duration staleAfter;

    /**
     * @param stillWithin what measuring alone changes, radians or metres
     * @param staleAfter an older sample says nothing about now
     */
    public JointHistory(double stillWithin, Duration staleAfter) {
        if (!(stillWithin > 0) || staleAfter.isNegative() || staleAfter.isZero()) {
            throw new IllegalArgumentException("what is still and what is stale are above 0");
        }
        this.stillWithin = stillWithin;
        this.staleAfter = staleAfter;
    }

    public Duration staleAfter() {
        return staleAfter;
    }

    /** A message came; one that is older than what is known is left out. */
    synchronized void add(double[] positions, long stampNs, long receivedNs) {
        long takenNs = receivedNs - lateness.ofNs(stampNs, receivedNs);
        JointSample last = samples.peekLast();
        if (last != null && takenNs <= last.takenNs()) {
            return;
        }
        samples.addLast(new JointSample(positions, takenNs, stampNs));
        while (takenNs - samples.getFirst().takenNs() > KEPT.toNanos()) {
            samples.removeFirst();
        }
    }

    public synchronized Optional<JointSample> newest() {
        return Optional.ofNullable(samples.peekLast());
    }

    /** The newest one, if it still says something about now. */
    public synchronized Optional<JointSample> fresh(long nowNs) {
        return newest().filter(sample -> nowNs - sample.takenNs() <= staleAfter.toNanos());
    }

    public synchronized Rest rest(long nowNs) {
        Optional<JointSample> newest = fresh(nowNs);
        if (newest.isEmpty()) {
            return Rest.UNKNOWN;
        }
        int count = 0;
        long oldestNs = newest.get().takenNs();
        for (Iterator<JointSample> back = samples.descendingIterator(); back.hasNext(); ) {
            JointSample sample = back.next();
            if (nowNs - sample.takenNs() > LOOK.toNanos() + staleAfter.toNanos()
                    || newest.get().takenNs() - sample.takenNs() > LOOK.toNanos()) {
                break;
            }
            if (apart(sample, newest.get()) > stillWithin) {
                return Rest.MOVING;
            }
            count++;
            oldestNs = sample.takenNs();
        }
        boolean enough = count >= FEWEST && newest.get().takenNs() - oldestNs >= SHORTEST_LOOK.toNanos();
        return enough ? Rest.STILL : Rest.UNKNOWN;
    }

    /** When the arm came to where it stands now: the first sample since which it has not left. */
    public synchronized OptionalLong stillSinceNs() {
        JointSample newest = samples.peekLast();
        if (newest == null) {
            return OptionalLong.empty();
        }
        long since = newest.takenNs();
        for (Iterator<JointSample> back = samples.descendingIterator(); back.hasNext(); ) {
            JointSample sample = back.next();
            if (apart(sample, newest) > stillWithin) {
                break;
            }
            since = sample.takenNs();
        }
        return OptionalLong.of(since);
    }

    private static double apart(JointSample one, JointSample other) {
        double apart = 0;
        for (int i = 0; i < one.size(); i++) {
            apart = Math.max(apart, Math.abs(one.at(i) - other.at(i)));
        }
        return apart;
    }
}
