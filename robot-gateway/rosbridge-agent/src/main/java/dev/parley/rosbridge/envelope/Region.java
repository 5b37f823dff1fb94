package dev.parley.rosbridge.envelope;

import dev.parley.rosbridge.description.Vector3;
import dev.parley.station.v1.Box;
import java.util.Locale;

/** A box along the axes of the robot's base, metres. Its faces belong to it. */
public record Region(Vector3 min, Vector3 max) {
    public Region {
        if (!min.finite() || !max.finite() || !(min.x() < max.x() && min.y() < max.y() && min.z() < max.z())) {
            throw new IllegalArgumentException(
                    "a box goes from its lower to its upper corner and has room inside, not from " + words(min) + " to "
                            + words(max));
        }
    }

    public static Region of(Box box) {
        return new Region(
                new Vector3(box.getMinXM(), box.getMinYM(), box.getMinZM()),
                new Vector3(box.getMaxXM(), box.getMaxYM(), box.getMaxZM()));
    }

    public Box toWire() {
        return Box.newBuilder()
                .setMinXM(min.x())
                .setMinYM(min.y())
                .setMinZM(min.z())
                .setMaxXM(max.x())
                .setMaxYM(max.y())
                .setMaxZM(max.z())
                .build();
    }

    public boolean contains(Vector3 point) {
        return point.x() >= min.x()
                && point.x() <= max.x()
                && point.y() >= min.y()
                && point.y() <= max.y()
                && point.z() >= min.z()
                && point.z() <= max.z();
    }

    /** What both have; throws {@link IllegalArgumentException} where that is nothing. */
    public Region and(Region other) {
        return new Region(
                new Vector3(
                        Math.max(min.x(), other.min.x()),
                        Math.max(min.y(), other.min.y()),
                        Math.max(min.z(), other.min.z())),
                new Vector3(
                        Math.min(max.x(), other.max.x()),
                        Math.min(max.y(), other.max.y()),
                        Math.min(max.z(), other.max.z())));
    }

    /** Every face moved outwards, or inwards by a negative distance. */
    public Region grown(double byM) {
        Vector3 by = new Vector3(byM, byM, byM);
        return new Region(min.minus(by), max.plus(by));
    }

    /** The smallest box that holds this one and the point. */
    Region with(Vector3 point) {
        return new Region(
                new Vector3(Math.min(min.x(), point.x()), Math.min(min.y(), point.y()), Math.min(min.z(), point.z())),
                new Vector3(Math.max(max.x(), point.x()), Math.max(max.y(), point.y()), Math.max(max.z(), point.z())));
    }

    /** How far outside a point lies, metres along the worst axis; 0 or less inside. */
    public double outside(Vector3 point) {
        double x = Math.max(min.x() - point.x(), point.x() - max.x());
        double y = Math.max(min.y() - point.y(), point.y() - max.y());
        double z = Math.max(min.z() - point.z(), point.z() - max.z());
        return Math.max(x, Math.max(y, z));
    }

    static String words(Vector3 point) {
        return String.format(Locale.ROOT, "(%.3f, %.3f, %.3f)", point.x(), point.y(), point.z());
    }
}
