package dev.parley.rosbridge.description;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A robot as its URDF says: links joined by joints, a tree. */
public record RobotDescription(String name, Set<String> links, List<Joint> joints) {
    public RobotDescription {
        links = Set.copyOf(links);
        joints = List.copyOf(joints);
    }

    /** The joint by which a link hangs on another; empty for the root. */
    Optional<Joint> above(String link) {
        return joints.stream().filter(joint -> joint.child().equals(link)).findFirst();
    }
}
