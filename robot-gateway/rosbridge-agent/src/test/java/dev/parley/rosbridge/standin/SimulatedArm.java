package dev.parley.rosbridge.standin;

import java.util.ArrayList;
import java.util.List;

/**
 * An arm with inertia behind a trajectory controller, as measured on a real one: a joint accelerates only so fast, a stop is heard between points
 * and not in the middle of one long segment. Moves when it is told how much time has passed. Thread-safe.
 */
public final class SimulatedArm {
    private static final double STIFFNESS = 400;
    private static final double DAMPING = 40;
    private static final double MOST_ACCELERATION = 12;
    private static final double LONG_SEGMENT_S = 0.5;
    private static final double STEP_S = 0.001;

    /** A point of a trajectory: when, since its beginning. */
    public record Point(double atS, double[] positions) {}

    private final double[] position;
    private final double[] velocity;
    private final double[] reference;
    private double[] segmentFrom;
    private List<Point> points = List.of();
    private double sinceS;
    private boolean stopWhenSegmentEnds;
    private boolean powered = true;
    private boolean dead;

    public SimulatedArm(double... start) {
        position = start.clone();
        reference = start.clone();
        segmentFrom = start.clone();
        velocity = new double[start.length];
    }

    public synchronized void follow(List<Point> trajectory) {
        if (!powered || dead) {
            return;
        }
        segmentFrom = reference.clone();
        points = new ArrayList<>(trajectory);
        sinceS = 0;
        stopWhenSegmentEnds = false;
    }

    /** As a controller that does not splice: it stops what runs and drops what came. */
    public synchronized boolean busy() {
        return !points.isEmpty();
    }

    public synchronized void stop() {
        if (inLongSegment()) {
            stopWhenSegmentEnds = true;
            return;
        }
        points = List.of();
        System.arraycopy(position, 0, reference, 0, position.length);
    }

    private boolean inLongSegment() {
        double before = 0;
        for (Point point : points) {
            if (sinceS < point.atS()) {
                return point.atS() - before > LONG_SEGMENT_S;
            }
            before = point.atS();
        }
        return false;
    }

    /** The drives have no power: brakes. */
    public synchronized void cutPower() {
        powered = false;
        points = List.of();
        java.util.Arrays.fill(velocity, 0);
        System.arraycopy(position, 0, reference, 0, position.length);
    }

    public synchronized void power() {
        powered = true;
    }

    /** The controller's process is gone: brakes, and it forgets. */
    public synchronized void kill() {
        dead = true;
        points = List.of();
    }

    public synchronized void revive() {
        dead = false;
        System.arraycopy(position, 0, reference, 0, position.length);
    }

    public synchronized void advance(double seconds) {
        for (double done = 0; done < seconds; done += STEP_S) {
            step();
        }
    }

    private void step() {
        if (!powered || dead) {
            for (int i = 0; i < velocity.length; i++) {
                velocity[i] *= 0.9;
                position[i] += velocity[i] * STEP_S;
            }
            return;
        }
        if (!points.isEmpty()) {
            sinceS += STEP_S;
            lead();
        }
        for (int i = 0; i < position.length; i++) {
            double acceleration = STIFFNESS * (reference[i] - position[i]) - DAMPING * velocity[i];
            velocity[i] += Math.clamp(acceleration, -MOST_ACCELERATION, MOST_ACCELERATION) * STEP_S;
            position[i] += velocity[i] * STEP_S;
        }
    }

    private void lead() {
        double[] from = segmentFrom;
        double before = 0;
        for (Point point : points) {
            if (sinceS < point.atS()) {
                double share = (sinceS - before) / (point.atS() - before);
                for (int i = 0; i < reference.length; i++) {
                    reference[i] = from[i] + share * (point.positions()[i] - from[i]);
                }
                return;
            }
            from = point.positions();
            before = point.atS();
            if (stopWhenSegmentEnds) {
                break;
            }
        }
        System.arraycopy(from, 0, reference, 0, reference.length);
        points = List.of();
        stopWhenSegmentEnds = false;
    }

    /** Somebody pushes it. */
    public synchronized void push(int joint, double by) {
        reference[joint] += by;
    }

    public synchronized double[] positions() {
        return position.clone();
    }

    public synchronized boolean moves() {
        for (double each : velocity) {
            if (Math.abs(each) > 0.01) {
                return true;
            }
        }
        return false;
    }
}
