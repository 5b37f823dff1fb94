package dev.parley.sim.expert;

import dev.parley.sim.task.Position;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * A floor cut into squares, with what is in the way, and the cheapest ways over it to where somebody wants to be (Dijkstra).
 * Nothing is closed altogether, only dear: whoever was pushed up against a wall finds out again.
 */
final class FloorPlan {

    private static final double CELL_M = 0.1;
    private static final double MIN_X_M = -2.4;
    private static final double MIN_Y_M = -2.65;
    private static final int COLUMNS = 53;
    private static final int ROWS = 53;
    private static final double WALL_M = 0.28;
    private static final double BLOCKED = 60;
    private static final double TIGHT = 4;
    private static final double TIGHT_M = 0.08;

    private final double[] price = new double[COLUMNS * ROWS];
    private final double[] cost = new double[COLUMNS * ROWS];

    /** Something round that a robot's middle should keep out of. */
    record Disc(Position middle, double radiusM) {}

    private record Square(int at, double cost) {}

    FloorPlan(List<Disc> discs) {
        for (int at = 0; at < price.length; at++) {
            double free = discsAway(discs, middle(at));
            price[at] = free < 0 ? BLOCKED : free < TIGHT_M ? TIGHT : 1;
        }
    }

    private static double discsAway(List<Disc> discs, Position point) {
        double x = Math.min(point.xM() - MIN_X_M, MIN_X_M + COLUMNS * CELL_M - point.xM());
        double y = Math.min(point.yM() - MIN_Y_M, MIN_Y_M + ROWS * CELL_M - point.yM());
        double free = Math.min(x, y) - WALL_M;
        for (Disc disc : discs) {
            free = Math.min(free, point.horizontalDistanceM(disc.middle()) - disc.radiusM());
        }
        return free;
    }

    private static Position middle(int at) {
        return new Position(MIN_X_M + (at % COLUMNS + 0.5) * CELL_M, MIN_Y_M + (at / COLUMNS + 0.5) * CELL_M, 0);
    }

    private static int at(Position point) {
        int column = (int) Math.clamp(Math.floor((point.xM() - MIN_X_M) / CELL_M), 0, COLUMNS - 1);
        int row = (int) Math.clamp(Math.floor((point.yM() - MIN_Y_M) / CELL_M), 0, ROWS - 1);
        return row * COLUMNS + column;
    }

    /**
     * The point to make for from here, at most {@code aheadM} on the cheapest way to any free square that is wanted; here itself
     * when it is one.
     */
    Position next(Position here, Predicate<Position> wanted, double aheadM) {
        spread(wanted);
        int square = at(here);
        Position aim = wanted.test(here) ? here : middle(square);
        while (cost[square] > 0 && middle(square).horizontalDistanceM(here) < aheadM) {
            int next = cheapest(square);
            if (next == square || !isOpen(here, middle(next))) {
                break;
            }
            square = next;
            aim = middle(square);
        }
        return cost[square] > 0 && aim.equals(middle(at(here))) ? middle(cheapest(square)) : aim;
    }

    private void spread(Predicate<Position> wanted) {
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        PriorityQueue<Square> open =
                new PriorityQueue<>(Comparator.comparingDouble(Square::cost).thenComparingInt(Square::at));
        for (int at = 0; at < cost.length; at++) {
            if (price[at] < BLOCKED && wanted.test(middle(at))) {
                cost[at] = 0;
                open.add(new Square(at, 0));
            }
        }
        while (!open.isEmpty()) {
            Square from = open.remove();
            if (from.cost() > cost[from.at()]) {
                continue;
            }
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int next = neighbour(from.at(), dx, dy);
                    double reached = from.cost() + price[from.at()] * Math.hypot(dx, dy);
                    if (next >= 0 && reached < cost[next]) {
                        cost[next] = reached;
                        open.add(new Square(next, reached));
                    }
                }
            }
        }
    }

    private static int neighbour(int at, int dx, int dy) {
        int column = at % COLUMNS + dx;
        int row = at / COLUMNS + dy;
        boolean inside = column >= 0 && column < COLUMNS && row >= 0 && row < ROWS;
        return inside ? row * COLUMNS + column : -1;
    }

    private int cheapest(int at) {
        int best = at;
        double least = Double.POSITIVE_INFINITY;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int next = neighbour(at, dx, dy);
                double total = next < 0 ? Double.POSITIVE_INFINITY : cost[next] + price[next] * Math.hypot(dx, dy);
                if (next != at && total < least) {
                    least = total;
                    best = next;
                }
            }
        }
        return best;
    }

    // Whether the straight way is no dearer than a free one; a short start in a dear square does not count.
    private boolean isOpen(Position from, Position to) {
        double length = from.horizontalDistanceM(to);
        double dearest = price[at(from)];
        for (double gone = 0.5 * CELL_M; gone < length; gone += 0.5 * CELL_M) {
            double share = gone / length;
            Position point = new Position(
                    from.xM() + share * (to.xM() - from.xM()), from.yM() + share * (to.yM() - from.yM()), 0);
            if (price[at(point)] > Math.max(1, dearest)) {
                return false;
            }
        }
        return true;
    }
}
