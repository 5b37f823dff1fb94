package dev.parley.rosbridge.description;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The joints between a robot's base and its tool, and where links of it are for given positions of those joints. Immutable.
 *
 * <p>Positions are in the order of {@link #joints}, which is the caller's; radians or metres.
 */
public final class KinematicChain {
    private final List<Joint> path;
    private final List<Joint> joints;
    private final Map<String, Integer> indexOf = new HashMap<>();
    private final List<String> guarded;

    private KinematicChain(List<Joint> path, List<Joint> joints, List<String> guarded) {
        this.path = List.copyOf(path);
        this.joints = List.copyOf(joints);
        this.guarded = List.copyOf(guarded);
        for (int i = 0; i < joints.size(); i++) {
            indexOf.put(joints.get(i).name(), i);
        }
    }

    /**
     * @param names of the joints that are commanded, in the order in which they are
     * @param guarded links whose origins are watched; they lie between base and tool, and the tool is one of them
     * @throws UrdfException where these do not make a chain
     */
    public static KinematicChain of(
            RobotDescription robot, String base, String tool, List<String> names, List<String> guarded) {
        List<Joint> path = path(robot, base, tool);
        List<String> moving = path.stream()
                .filter(joint -> joint.kind().moves())
                .map(Joint::name)
                .toList();
        if (!Set.copyOf(moving).equals(new HashSet<>(names)) || moving.size() != names.size()) {
            throw new UrdfException("Between " + base + " and " + tool + " move " + moving + ", not " + names + ".");
        }
        List<Joint> joints = names.stream()
                .map(name -> path.stream()
                        .filter(joint -> joint.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        for (Joint joint : joints) {
            if (joint.kind() == Joint.Kind.OTHER || joint.mimics().isPresent()) {
                throw new UrdfException("Joint " + joint.name() + " cannot be led: it "
                        + joint.mimics().map(other -> "follows " + other).orElse("moves in several ways at once")
                        + ".");
            }
        }
        Set<String> onTheWay = new HashSet<>(path.stream().map(Joint::child).toList());
        for (String link : guarded) {
            if (!onTheWay.contains(link)) {
                throw new UrdfException("Link " + link + " does not lie between " + base + " and " + tool + ".");
            }
        }
        if (!guarded.contains(tool)) {
            throw new UrdfException("The tool, " + tool + ", is one of the guarded links.");
        }
        return new KinematicChain(path, joints, guarded);
    }

    private static List<Joint> path(RobotDescription robot, String base, String tool) {
        for (String link : List.of(base, tool)) {
            if (!robot.links().contains(link)) {
                throw new UrdfException("The description has no link " + link + ".");
            }
        }
        List<Joint> path = new ArrayList<>();
        String link = tool;
        while (!link.equals(base)) {
            Optional<Joint> above = robot.above(link);
            // A circle would never reach the base.
            if (above.isEmpty() || path.size() > robot.joints().size()) {
                throw new UrdfException("Link " + tool + " does not hang on " + base + ".");
            }
            path.add(above.get());
            link = above.get().parent();
        }
        Collections.reverse(path);
        return path;
    }

    /** Those that are commanded. */
    public List<Joint> joints() {
        return joints;
    }

    public int size() {
        return joints.size();
    }

    /** The links that are watched, the tool among them. */
    public List<String> guarded() {
        return guarded;
    }

    /** Where the tool's frame is, in the base's. */
    public Transform tool(double[] positions) {
        Transform frame = Transform.NONE;
        for (Joint joint : path) {
            frame = frame.times(joint.at(position(joint, positions)));
        }
        return frame;
    }

    /** Where the guarded links' origins are, in the base's frame, from the base outwards. */
    public List<Vector3> guardedPoints(double[] positions) {
        if (positions.length != joints.size()) {
            throw new IllegalArgumentException("this arm has " + joints.size() + " joints, not " + positions.length);
        }
        List<Vector3> points = new ArrayList<>(guarded.size());
        Transform frame = Transform.NONE;
        for (Joint joint : path) {
            frame = frame.times(joint.at(position(joint, positions)));
            if (guarded.contains(joint.child())) {
                points.add(frame.position());
            }
        }
        return points;
    }

    private double position(Joint joint, double[] positions) {
        Integer index = indexOf.get(joint.name());
        return index == null ? 0 : positions[index];
    }

    /**
     * How far any guarded point moves at most while one joint moves by 1: for a turn, the longest it can be away from the axis, which no
     * sum of the lengths behind it exceeds.
     */
    public double[] reach() {
        double[] reach = new double[joints.size()];
        for (int i = 0; i < path.size(); i++) {
            Joint joint = path.get(i);
            Integer index = indexOf.get(joint.name());
            if (index != null) {
                reach[index] = joint.kind() == Joint.Kind.PRISMATIC ? 1 : lengthBehind(i);
            }
        }
        return reach;
    }

    private double lengthBehind(int at) {
        double length = 0;
        for (Joint joint : path.subList(at + 1, path.size())) {
            length += joint.origin().position().length();
            if (joint.kind() == Joint.Kind.PRISMATIC) {
                length += joint.limits()
                        .map(limits -> Math.max(Math.abs(limits.lower()), Math.abs(limits.upper())))
                        .orElse(0.0);
            }
        }
        return length;
    }
}
