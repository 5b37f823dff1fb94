package dev.parley.sim.scene;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A floor between walls as a round robot finds it: what is in its way, and where it can get from where it stands. Pure.
 *
 * @param blocks everything that its shell would touch
 * @param bounds inner faces of the walls
 * @param radiusM of the robot
 */
record OpenFloor(List<Block> blocks, SceneDescription.Area bounds, double radiusM) {

    /** A robot that turns beside something closer than this may touch it. */
    static final double MARGIN_M = 0.02;

    private static final double CELL_M = 0.05;

    /** From the middle of a square to its corner. */
    private static final double TO_CORNER_M = CELL_M * StrictMath.sqrt(0.5);

    OpenFloor {
        blocks = List.copyOf(blocks);
    }

    /**
     * Something upright on the floor, from above.
     *
     * @param name what people call it
     * @param yawRad how it is turned about the vertical
     * @param halfXM half its extent along its own x axis, without its rounding
     * @param halfYM the same across
     * @param roundM what is added all around; the radius of something round
     */
    record Block(String name, double xM, double yM, double yawRad, double halfXM, double halfYM, double roundM) {

        /** How far a point of the floor is from it; 0 inside. */
        double awayM(double pointXM, double pointYM) {
            double dx = pointXM - xM;
            double dy = pointYM - yM;
            double cos = StrictMath.cos(yawRad);
            double sin = StrictMath.sin(yawRad);
            double outX = Math.max(0, Math.abs(cos * dx + sin * dy) - halfXM);
            double outY = Math.max(0, Math.abs(cos * dy - sin * dx) - halfYM);
            return Math.max(0, Math.hypot(outX, outY) - roundM);
        }
    }

    /** Where the robot's middle can be, as far as the walls allow it. */
    SceneDescription.Area reach() {
        double room = radiusM + MARGIN_M;
        return new SceneDescription.Area(
                bounds.minXM() + room, bounds.maxXM() - room, bounds.minYM() + room, bounds.maxYM() - room);
    }

    /** What is in the way of a robot that stands there. */
    Optional<Block> inTheWay(double xM, double yM) {
        return blocks.stream()
                .filter(block -> block.awayM(xM, yM) < radiusM + MARGIN_M)
                .findFirst();
    }

    /**
     * Whether a way that is wide enough leads from one place to another. What the robot is closer to than it would be put does not hold it
     * there: as long as it is about its start, it may stay as close to that as it is, to within a square.
     */
    boolean leads(double fromXM, double fromYM, double toXM, double toYM) {
        int columns = (int) Math.ceil((bounds.maxXM() - bounds.minXM()) / CELL_M);
        int rows = (int) Math.ceil((bounds.maxYM() - bounds.minYM()) / CELL_M);
        int start = cell(fromXM, fromYM, columns, rows);
        int end = cell(toXM, toYM, columns, rows);
        BitSet seen = new BitSet(columns * rows);
        ArrayDeque<Integer> open = new ArrayDeque<>();
        seen.set(start);
        open.add(start);
        while (!open.isEmpty()) {
            int at = open.remove();
            if (at == end) {
                return true;
            }
            int column = at % columns;
            int row = at / columns;
            for (int side = 0; side < 4; side++) {
                int nextColumn = column + (side == 0 ? 1 : side == 1 ? -1 : 0);
                int nextRow = row + (side == 2 ? 1 : side == 3 ? -1 : 0);
                boolean inside = nextColumn >= 0 && nextColumn < columns && nextRow >= 0 && nextRow < rows;
                int next = nextRow * columns + nextColumn;
                // The place itself was looked at to the millimetre; its square's middle may be a little too close.
                if (inside
                        && !seen.get(next)
                        && (next == end
                                || isOpen(nextColumn, nextRow)
                                || leaves(nextColumn, nextRow, fromXM, fromYM))) {
                    seen.set(next);
                    open.add(next);
                }
            }
        }
        return false;
    }

    /** Whether a robot that sets out there comes no closer to what is in its way than it stands, and keeps off all else. */
    private boolean leaves(int column, int row, double fromXM, double fromYM) {
        double xM = middleXM(column);
        double yM = middleYM(row);
        SceneDescription.Area reach = reach();
        return Math.hypot(xM - fromXM, yM - fromYM) <= 2 * radiusM
                && xM >= Math.min(reach.minXM(), fromXM - TO_CORNER_M)
                && xM <= Math.max(reach.maxXM(), fromXM + TO_CORNER_M)
                && yM >= Math.min(reach.minYM(), fromYM - TO_CORNER_M)
                && yM <= Math.max(reach.maxYM(), fromYM + TO_CORNER_M)
                && blocks.stream().allMatch(block -> block.awayM(xM, yM) >= roomM(block.awayM(fromXM, fromYM)));
    }

    private double roomM(double standsAwayM) {
        double roomM = radiusM + MARGIN_M;
        return standsAwayM < roomM ? standsAwayM - TO_CORNER_M : roomM;
    }

    private double middleXM(int column) {
        return bounds.minXM() + (column + 0.5) * CELL_M;
    }

    private double middleYM(int row) {
        return bounds.minYM() + (row + 0.5) * CELL_M;
    }

    private boolean isOpen(int column, int row) {
        double xM = middleXM(column);
        double yM = middleYM(row);
        SceneDescription.Area reach = reach();
        return xM >= reach.minXM()
                && xM <= reach.maxXM()
                && yM >= reach.minYM()
                && yM <= reach.maxYM()
                && inTheWay(xM, yM).isEmpty();
    }

    private int cell(double xM, double yM, int columns, int rows) {
        int column = (int) Math.clamp(Math.floor((xM - bounds.minXM()) / CELL_M), 0, columns - 1);
        int row = (int) Math.clamp(Math.floor((yM - bounds.minYM()) / CELL_M), 0, rows - 1);
        return row * columns + column;
    }
}
