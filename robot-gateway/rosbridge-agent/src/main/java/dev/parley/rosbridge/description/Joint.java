package dev.parley.rosbridge.description;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A joint of a robot.
 *
 * @param origin of the child's frame in the parent's, while the joint stands at 0
 * @param axis of length 1, in the child's frame
 * @param limits absent for joints that do not end, or do not move
 * @param mimics the joint that this one follows
 */
public record Joint(
        String name,
        Kind kind,
        String parent,
        String child,
        Transform origin,
        Vector3 axis,
        Optional<Limits> limits,
        Optional<String> mimics) {
    /** How it moves. */
    public enum Kind {
        REVOLUTE,
        CONTINUOUS,
        PRISMATIC,
        FIXED,
        /** In more than one way at once; nothing here can use it. */
        OTHER;

        boolean moves() {
            return this != FIXED;
        }
    }

    /**
     * Radians or metres, and the same a second.
     *
     * @param maxVelocity 0 where the file gives none
     */
    public record Limits(double lower, double upper, double maxVelocity) {
        public Limits {
            if (!(lower <= upper) || !(maxVelocity >= 0) || !Double.isFinite(upper - lower)) {
                throw new IllegalArgumentException(
                        "limits go from lower to upper: " + lower + " to " + upper + ", at " + maxVelocity);
            }
        }
    }

    public Joint {
        requireNonNull(kind, "kind is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(axis, "axis is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(mimics, "mimics is null");
    }

    /** Where the child's frame is in the parent's, with the joint at this position. */
    Transform at(double position) {
        return switch (kind) {
            case REVOLUTE, CONTINUOUS -> origin.times(Transform.about(axis, position));
            case PRISMATIC -> origin.times(Transform.along(axis.times(position)));
            case FIXED -> origin;
            case OTHER -> throw new IllegalStateException("joint " + name + " cannot be led");
        };
    }
}
