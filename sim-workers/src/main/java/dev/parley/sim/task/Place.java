package dev.parley.sim.task;

import java.util.List;

/**
 * A named part of the table or floor.
 *
 * @param id stable name
 * @param names what people call it, whole, for instance {@code top left corner}
 * @param xM its middle
 * @param yM its middle
 * @param halfXM half its extent along x
 * @param halfYM half its extent along y
 */
public record Place(String id, List<String> names, double xM, double yM, double halfXM, double halfYM) {

    public Place {
        names = List.copyOf(names);
    }

    /** How far a point is outside of it as seen from above, metres; 0 inside. */
    public double distanceM(Position point) {
        return distanceM(point, 0);
    }

    /** How far a point is outside of what is left of it when a margin is taken off all around, metres; 0 inside. */
    double distanceM(Position point, double marginM) {
        double x = Math.max(0, Math.abs(point.xM() - xM) - Math.max(0, halfXM - marginM));
        double y = Math.max(0, Math.abs(point.yM() - yM) - Math.max(0, halfYM - marginM));
        return Math.hypot(x, y);
    }
}
