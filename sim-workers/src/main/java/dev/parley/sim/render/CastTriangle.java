package dev.parley.sim.render;

/**
 * One triangle of a caster as seen from the lamp: columns, rows and depths of its corners. Reused for every triangle.
 *
 * <p>Which texels it takes is told by the exact test of {@link #raise}, by its roundings: boxes and sides only leave out texels that
 * the test would surely refuse.
 */
final class CastTriangle {

    /** More than rounding can lift an interpolated depth above the corners', metres; depths stay within a few metres. */
    private static final float ROUNDING_M = 1e-4f;

    /** How far outside a side or the corners' box a texel may lie and still be tested, texels. */
    private static final float MARGIN = 1 / 16f;

    /**
     * The corners' box bounds a triangle whose area (twice what is usually meant) is more than this times the cube of its extent E.
     * A texel that is taken has exact weights above -(32 E² / area + 8) 2^-24, by the roundings of the test; one beyond the
     * margin has one below -MARGIN / 2E.
     */
    private static final float STOUT = 1e-4f;

    /**
     * A side bounds a row when it rises by more than this times the square of the triangle's extent E. The edge functions are sums of
     * products no larger than E²; with fewer than 30 roundings of 2^-24 each their zeros move by less than the margin.
     */
    private static final float STEEP = 3.2e-5f;

    /** Boxes narrower than this are walked whole: finding the ends would cost more. */
    private static final int NARROW = 5;

    private static final float FAR = 1e9f;

    float area;
    int left;
    int top;
    int right;
    int bottom;
    private float x0;
    private float y0;
    private float z0;
    private float x1;
    private float y1;
    private float z1;
    private float x2;
    private float y2;
    private float z2;
    private float lowX;
    private float highX;
    private float lowY;
    private float highY;

    void set(float[] corners, int a, int b, int c) {
        x0 = corners[a];
        y0 = corners[a + 1];
        z0 = corners[a + 2];
        x1 = corners[b];
        y1 = corners[b + 1];
        z1 = corners[b + 2];
        x2 = corners[c];
        y2 = corners[c + 1];
        z2 = corners[c + 2];
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    }

    /** Finds the box of texels around it on a map of this size; false when nothing of it can be seen. */
    boolean box(int size) {
        if (area > -1e-6f && area < 1e-6f) {
            return false;
        }
        lowX = Math.min(x0, Math.min(x1, x2));
        highX = Math.max(x0, Math.max(x1, x2));
        lowY = Math.min(y0, Math.min(y1, y2));
        highY = Math.max(y0, Math.max(y1, y2));
        top = Math.max(0, (int) Math.floor(lowY));
        bottom = Math.min(size - 1, (int) Math.ceil(highY));
        left = Math.max(0, (int) Math.floor(lowX));
        right = Math.min(size - 1, (int) Math.ceil(highX));
        return top <= bottom && left <= right;
    }

    /** Raises {@code heights}, {@code size} a row, to this triangle; {@link #box} went before. */
    void raise(float[] heights, int size) {
        float extent = Math.max(highX - lowX, highY - lowY) + 2;
        if (Math.abs(area) > STOUT * extent * extent * extent) {
            left = Math.max(0, (int) Math.ceil(lowX - MARGIN));
            right = Math.min(size - 1, (int) Math.floor(highX + MARGIN));
            top = Math.max(0, (int) Math.ceil(lowY - MARGIN));
            bottom = Math.min(size - 1, (int) Math.floor(highY + MARGIN));
        }
        if (top > bottom || left > right) {
            return;
        }
        // Along the longer side, so that there are fewer rows or columns to find the ends of.
        float inverse = 1 / area;
        if (right - left < bottom - top) {
            // Columns and rows change places, and with them the sense of rotation.
            rows(heights, size, 1, y0, x0, y1, x1, y2, x2, -inverse, extent, top, bottom, left, right);
        } else {
            rows(heights, 1, size, x0, y0, x1, y1, x2, y2, inverse, extent, left, right, top, bottom);
        }
    }

    private void rows(
            float[] heights,
            int step,
            int stride,
            float x0,
            float y0,
            float x1,
            float y1,
            float x2,
            float y2,
            float inverse,
            float extent,
            int left,
            int right,
            int top,
            int bottom) {
        float z0 = this.z0;
        float z1 = this.z1;
        float z2 = this.z2;
        float highest = Math.max(z0, Math.max(z1, z2)) + ROUNDING_M;
        float acrossX1 = x1 - x0;
        float acrossX2 = x2 - x0;
        float acrossY1 = y1 - y0;
        float acrossY2 = y2 - y0;
        float steep = right - left < NARROW ? FAR : STEEP * extent * extent;
        float sense = inverse < 0 ? -1 : 1;
        int side1 = side(-acrossY1 * sense, steep);
        int side2 = side(acrossY2 * sense, steep);
        int side12 = side((y1 - y2) * sense, steep);
        float slope1 = acrossX1 / acrossY1;
        float slope2 = acrossX2 / acrossY2;
        float slope12 = (x2 - x1) / (y2 - y1);
        for (int y = top; y <= bottom; y++) {
            float down = y - y0;
            float low = left - 1 + MARGIN;
            float high = right;
            if (side1 != 0) {
                float end = x0 + down * slope1;
                low = side1 > 0 ? Math.max(low, end) : low;
                high = side1 < 0 ? Math.min(high, end) : high;
            }
            if (side2 != 0) {
                float end = x0 + down * slope2;
                low = side2 > 0 ? Math.max(low, end) : low;
                high = side2 < 0 ? Math.min(high, end) : high;
            }
            if (side12 != 0) {
                float end = x1 + (y - y1) * slope12;
                low = side12 > 0 ? Math.max(low, end) : low;
                high = side12 < 0 ? Math.min(high, end) : high;
            }
            int from = (int) (low + (1 - MARGIN));
            int to = high < 0 ? (int) (high - 1) : (int) (high + MARGIN);
            float rise1 = acrossX2 * down;
            float rise2 = acrossX1 * down;
            for (int x = from, at = y * stride + from * step; x <= to; x++, at += step) {
                float before = heights[at];
                if (before >= highest) {
                    continue;
                }
                float w1 = ((x - x0) * acrossY2 - rise1) * inverse;
                float w2 = (rise2 - (x - x0) * acrossY1) * inverse;
                float w0 = 1 - w1 - w2;
                if (w0 < 0 || w1 < 0 || w2 < 0) {
                    continue;
                }
                float depth = w0 * z0 + w1 * z1 + w2 * z2;
                if (depth > before) {
                    heights[at] = depth;
                }
            }
        }
    }

    /** 1 when a side bounds rows from the left, -1 from the right, 0 when it is too flat to tell where. */
    private static int side(float rise, float steep) {
        return rise > steep ? 1 : rise < -steep ? -1 : 0;
    }
}
