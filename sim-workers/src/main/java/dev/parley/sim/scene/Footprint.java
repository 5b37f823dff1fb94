package dev.parley.sim.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * What an object covers, in its own frame.
 *
 * @param outlineM corners from above, anticlockwise and convex but for drawn notches: x, y, x, y
 * @param lowM its lowest point above its origin, usually below zero
 * @param highM its highest point above its origin
 */
public record Footprint(List<Double> outlineM, double lowM, double highM) {

    private static final int CORNERS_OF_A_CIRCLE = 24;

    public Footprint {
        outlineM = List.copyOf(outlineM);
    }

    static Footprint circle(double radiusM, double lowM, double highM) {
        List<Double> outline = new ArrayList<>();
        for (int corner = 0; corner < CORNERS_OF_A_CIRCLE; corner++) {
            double angle = 2 * Math.PI * corner / CORNERS_OF_A_CIRCLE;
            outline.add(radiusM * StrictMath.cos(angle));
            outline.add(radiusM * StrictMath.sin(angle));
        }
        return new Footprint(outline, lowM, highM);
    }

    static Footprint rectangle(double minXM, double maxXM, double minYM, double maxYM, double lowM, double highM) {
        return new Footprint(List.of(minXM, minYM, maxXM, minYM, maxXM, maxYM, minXM, maxYM), lowM, highM);
    }

    /** Whether a point of its own frame lies in its outline. */
    boolean contains(double xM, double yM) {
        boolean inside = false;
        for (int i = 0, j = corners() - 1; i < corners(); j = i++) {
            if (y(i) > yM != y(j) > yM && xM < (x(j) - x(i)) * (yM - y(i)) / (y(j) - y(i)) + x(i)) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** How far a point of its own frame is from its outline, metres, on either side of it. */
    double fromEdgeM(double xM, double yM) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0, j = corners() - 1; i < corners(); j = i++) {
            double dx = x(j) - x(i);
            double dy = y(j) - y(i);
            double along = Math.clamp(((xM - x(i)) * dx + (yM - y(i)) * dy) / (dx * dx + dy * dy), 0, 1);
            nearest = Math.min(nearest, Math.hypot(x(i) + along * dx - xM, y(i) + along * dy - yM));
        }
        return nearest;
    }

    /** The largest circle about its origin that it covers whichever way it is turned. */
    double innerRadiusM() {
        return contains(0, 0) ? fromEdgeM(0, 0) : 0;
    }

    private int corners() {
        return outlineM.size() / 2;
    }

    private double x(int corner) {
        return outlineM.get(2 * corner);
    }

    private double y(int corner) {
        return outlineM.get(2 * corner + 1);
    }
}
