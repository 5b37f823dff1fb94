package dev.parley.sim.task;

/** A point in the world, metres: x away from the arm's base, y to its left, z up from the table's top. */
public record Position(double xM, double yM, double zM) {

    /** This point moved along the table, metres. */
    public Position plus(double dxM, double dyM) {
        return new Position(xM + dxM, yM + dyM, zM);
    }

    /** Distance to {@code other} as seen from above, metres. */
    public double horizontalDistanceM(Position other) {
        return Math.hypot(xM - other.xM, yM - other.yM);
    }

    /** Straight-line distance to {@code other}, metres. */
    public double distanceM(Position other) {
        double dx = xM - other.xM;
        double dy = yM - other.yM;
        double dz = zM - other.zM;
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
