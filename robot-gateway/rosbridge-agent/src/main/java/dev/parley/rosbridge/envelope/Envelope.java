package dev.parley.rosbridge.envelope;

import dev.parley.rosbridge.description.KinematicChain;
import dev.parley.rosbridge.description.Vector3;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Judges each command before it goes to the arm: shortens what is too far or too fast, keeping its direction, and refuses what leads
 * where nothing may be. Between two commanded positions every joint moves in proportion, and the whole of that way is looked at, not
 * only its end: samples lie so close that no guarded point moves farther than {@link #SPACING_M} between two of them, and workspace and
 * keep-out boxes are taken narrower by half of that. Pure; thread-safe.
 *
 * <p>It knows where the guarded points are to be, not the shape of the links, nor what lies on the table. It is no collision checker.
 */
public final class Envelope {
    /** How far a guarded point moves at most between two samples of a way, metres. */
    static final double SPACING_M = 0.002;

    /** A joint that stands this far beyond its limit is measured inexactly and led back; farther, it is astray. */
    static final double JOINT_TOLERANCE = 0.02;

    private static final double MARGIN_M = SPACING_M / 2;
    private static final int HALVINGS = 20;

    private final EnvelopeLimits limits;
    private final KinematicChain chain;
    private final double[] reach;
    private final Region inside;
    private final List<Region> outside;

    public Envelope(EnvelopeLimits limits, KinematicChain chain) {
        if (limits.joints().size() != chain.size()) {
            throw new IllegalArgumentException("the arm has " + chain.size() + " joints, its envelope "
                    + limits.joints().size());
        }
        this.limits = limits;
        this.chain = chain;
        reach = chain.reach();
        inside = limits.workspace().grown(-MARGIN_M);
        outside = limits.keepOut().stream().map(box -> box.grown(MARGIN_M)).toList();
    }

    public EnvelopeLimits limits() {
        return limits;
    }

    public KinematicChain chain() {
        return chain;
    }

    /** Why the arm must not be led from where it stands, one sentence; empty where it may. */
    public Optional<String> astray(double[] positions) {
        for (int i = 0; i < positions.length; i++) {
            JointLimit limit = limits.joints().get(i);
            if (!(positions[i] >= limit.low() - JOINT_TOLERANCE && positions[i] <= limit.high() + JOINT_TOLERANCE)) {
                return Optional.of("Joint %s stands at %.3f, outside of %.3f to %.3f; a person leads it back."
                        .formatted(limit.name(), positions[i], limit.low(), limit.high()));
            }
        }
        for (Vector3 point : chain.guardedPoints(positions)) {
            if (!limits.workspace().contains(point)) {
                return Optional.of("The arm stands at " + Region.words(point)
                        + ", outside of its workspace; a person leads it back.");
            }
            if (limits.keepOut().stream().anyMatch(box -> box.contains(point))) {
                return Optional.of(
                        "The arm stands at " + Region.words(point) + ", where nothing may be; a person leads it back.");
            }
        }
        return Optional.empty();
    }

    /**
     * Judges a command.
     *
     * @param from where the arm is commanded to be now, or stands
     * @param wanted positions of the joints at the command's end
     * @param over how long it takes
     */
    public Verdict judge(double[] from, double[] wanted, Duration over) {
        Optional<Verdict> unusable = unusable(wanted);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        Optional<String> astray = astray(from);
        if (astray.isPresent()) {
            return new Verdict.Astray(astray.get());
        }
        Set<Clamp> clamps = EnumSet.noneOf(Clamp.class);
        double[] to = withinJoints(wanted, clamps);
        double share = shareByJoints(from, to, over.toNanos() / 1e9, clamps);
        Way way = new Way(from, to);
        share = shareBySpeed(way, share, over.toNanos() / 1e9, clamps);
        double free = freeShare(way, share);
        if (free < share) {
            clamps.add(Clamp.WORKSPACE);
        }
        Optional<Vector3> forbidden = firstForbidden(way, free);
        if (forbidden.isPresent()) {
            return new Verdict.Trip("The policy led the arm to " + Region.words(forbidden.get())
                    + ", where nothing may be; the safety envelope ended the episode.");
        }
        return new Verdict.Lead(clamps.isEmpty() ? wanted : way.at(free), clamps);
    }

    private Optional<Verdict> unusable(double[] wanted) {
        if (wanted.length != chain.size()) {
            return Optional.of(new Verdict.NoCommand(
                    "A command has " + wanted.length + " joints; the arm has " + chain.size() + "."));
        }
        for (double position : wanted) {
            if (!Double.isFinite(position)) {
                return Optional.of(new Verdict.NoCommand("A command has a number that is not finite."));
            }
        }
        return Optional.empty();
    }

    private double[] withinJoints(double[] wanted, Set<Clamp> clamps) {
        double[] to = new double[wanted.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = limits.joints().get(i).clamped(wanted[i]);
            if (to[i] != wanted[i]) {
                clamps.add(Clamp.JOINT_LIMIT);
            }
        }
        return to;
    }

    private double shareByJoints(double[] from, double[] to, double seconds, Set<Clamp> clamps) {
        double share = 1;
        for (int i = 0; i < to.length; i++) {
            double move = Math.abs(to[i] - from[i]);
            JointLimit limit = limits.joints().get(i);
            if (move > limit.maxVelocity() * seconds) {
                clamps.add(Clamp.JOINT_VELOCITY);
                share = Math.min(share, limit.maxVelocity() * seconds / move);
            }
            if (move > limit.maxStep()) {
                clamps.add(Clamp.JOINT_STEP);
                share = Math.min(share, limit.maxStep() / move);
            }
        }
        return share;
    }

    private double shareBySpeed(Way way, double share, double seconds, Set<Clamp> clamps) {
        double longest = Math.min(limits.maxToolSpeedMPerS() * seconds, limits.maxToolStepM());
        if (way.length(share) <= longest) {
            return share;
        }
        clamps.add(Clamp.TOOL_SPEED);
        double enough = 0;
        double tooMuch = share;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (enough + tooMuch) / 2;
            if (way.length(middle) <= longest) {
                enough = middle;
            } else {
                tooMuch = middle;
            }
        }
        return enough;
    }

    /** How much of the way lies in the workspace, from its beginning on. */
    private double freeShare(Way way, double share) {
        List<Region> rooms = rooms(way);
        int samples = way.samples(share);
        double good = 0;
        for (int i = 1; i <= samples; i++) {
            double at = share * i / samples;
            if (!within(rooms, way.points(at))) {
                return refined(way, rooms, good, at);
            }
            good = at;
        }
        return share;
    }

    /** What stands in the margin may stay there and come back, but go no farther out. */
    private List<Region> rooms(Way way) {
        return way.points(0).stream().map(inside::with).toList();
    }

    private static double refined(Way way, List<Region> rooms, double good, double bad) {
        double inner = good;
        double outer = bad;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inner + outer) / 2;
            if (within(rooms, way.points(middle))) {
                inner = middle;
            } else {
                outer = middle;
            }
        }
        return inner;
    }

    private static boolean within(List<Region> rooms, List<Vector3> points) {
        return IntStream.range(0, points.size()).allMatch(i -> rooms.get(i).contains(points.get(i)));
    }

    private Optional<Vector3> firstForbidden(Way way, double share) {
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        int samples = way.samples(share);
        for (int i = 1; i <= samples; i++) {
            for (Vector3 point : way.points(share * i / samples)) {
                if (outside.stream().anyMatch(box -> box.contains(point))) {
                    return Optional.of(point);
                }
            }
        }
        return Optional.empty();
    }

    /** From one posture to another, every joint in proportion. */
    private final class Way {
        private final double[] from;
        private final double[] to;
        private final double bound;

        Way(double[] from, double[] to) {
            this.from = from;
            this.to = to;
            double longest = 0;
            for (int i = 0; i < to.length; i++) {
                longest += reach[i] * Math.abs(to[i] - from[i]);
            }
            bound = longest;
        }

        double[] at(double share) {
            double[] between = new double[to.length];
            for (int i = 0; i < to.length; i++) {
                between[i] = from[i] + share * (to[i] - from[i]);
            }
            return between;
        }

        List<Vector3> points(double share) {
            return chain.guardedPoints(at(share));
        }

        int samples(double share) {
            return Math.max(1, (int) Math.ceil(bound * share / SPACING_M));
        }

        /** Of the way of the guarded point that goes farthest. */
        double length(double share) {
            int samples = samples(share);
            List<Vector3> before = points(0);
            double[] lengths = new double[before.size()];
            for (int i = 1; i <= samples; i++) {
                List<Vector3> now = points(share * i / samples);
                for (int p = 0; p < lengths.length; p++) {
                    lengths[p] += now.get(p).distanceTo(before.get(p));
                }
                before = now;
            }
            double longest = 0;
            for (double length : lengths) {
                longest = Math.max(longest, length);
            }
            return longest;
        }
    }
}
