package dev.parley.sim.render;

/**
 * Which points of a row a triangle may cover: those between {@link #from} and {@link #to}, so that the exact test need not walk the
 * whole box around a slanting triangle.
 *
 * <p>Never leaves out a point that the exact test in single precision would take: a side limits the span only when it is steep
 * enough for its rounding errors to stay below half a point, by which the span is widened. One per rasteriser, reused.
 */
final class RowSpan {

    /** Boxes narrower than this are walked whole: finding the span would cost more. */
    private static final int NARROW = 6;

    /**
     * A side limits the span when it rises by more than this times the square of the triangle's extent. The edge functions
     * are sums of products no larger than that square; with fewer than 30 roundings of 2^-24 each their zeros move by less than .45.
     */
    private static final float STEEP = 4e-6f;

    private static final float FAR = 1e9f;

    private final Side[] lefts = {new Side(), new Side()};
    private final Side[] rights = {new Side(), new Side()};
    private int leftCount;
    private int rightCount;
    private boolean whole;
    private float left;
    private float right;

    int from;
    int to;

    /** Starts a triangle by its corners, the sign of its area and the first and last column to be looked at. */
    void start(float x0, float y0, float x1, float y1, float x2, float y2, boolean positive, int left, int right) {
        from = left;
        to = right;
        whole = right - left < NARROW;
        if (whole) {
            return;
        }
        this.left = left;
        this.right = right;
        float width = Math.max(x0, Math.max(x1, x2)) - Math.min(x0, Math.min(x1, x2));
        float height = Math.max(y0, Math.max(y1, y2)) - Math.min(y0, Math.min(y1, y2));
        float extent = Math.max(width, height) + 1;
        float steep = STEEP * extent * extent;
        leftCount = 0;
        rightCount = 0;
        add(x0, y0, x2 - x0, y2 - y0, steep, positive);
        add(x0, y0, x1 - x0, y1 - y0, steep, !positive);
        add(x1, y1, x2 - x1, y2 - y1, steep, !positive);
        while (leftCount < 2) {
            lefts[leftCount++].set(-FAR, 0, 0);
        }
        while (rightCount < 2) {
            rights[rightCount++].set(FAR, 0, 0);
        }
    }

    private void add(float x, float y, float dx, float dy, float steep, boolean leftWhenRising) {
        if (dy <= steep && dy >= -steep) {
            return;
        }
        if (dy > 0 == leftWhenRising) {
            if (leftCount < 2) {
                lefts[leftCount++].set(x, y, dx / dy);
            }
        } else if (rightCount < 2) {
            rights[rightCount++].set(x, y, dx / dy);
        }
    }

    /** Finds the span of row {@code y}; it is empty when {@link #to} is below {@link #from}. */
    void row(int y) {
        if (whole) {
            return;
        }
        float low = Math.max(left, Math.max(lefts[0].at(y), lefts[1].at(y)));
        float high = Math.min(right, Math.min(rights[0].at(y), rights[1].at(y)));
        // Cutting off the fraction rounds down, for low is never negative; below 0 the span is empty.
        from = (int) low;
        to = high < 0 ? -1 : (int) high;
    }

    /** A line with the triangle on one side of it. */
    private static final class Side {

        private float x;
        private float y;
        private float slope;

        void set(float x, float y, float slope) {
            this.x = x;
            this.y = y;
            this.slope = slope;
        }

        /** Half a point beyond where the line crosses a row: rounded down, the nearest point. */
        float at(int row) {
            return x + (row - y) * slope + .5f;
        }
    }
}
