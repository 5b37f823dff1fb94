package dev.parley.sim.render;

/** One triangle of a caster as seen from the lamp: columns, rows and depths of its corners. Reused for every triangle. */
final class CastTriangle {

    /** More than rounding can lift an interpolated depth above the corners', metres; depths stay within a few metres. */
    private static final float ROUNDING_M = 1e-4f;

    float x0;
    float y0;
    float x1;
    float y1;
    float x2;
    float y2;
    float area;
    int left;
    int top;
    int right;
    int bottom;
    private float z0;
    private float z1;
    private float z2;
    private float highest;
    private float inverse;

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
        top = Math.max(0, (int) Math.floor(Math.min(y0, Math.min(y1, y2))));
        bottom = Math.min(size - 1, (int) Math.ceil(Math.max(y0, Math.max(y1, y2))));
        left = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2))));
        right = Math.min(size - 1, (int) Math.ceil(Math.max(x0, Math.max(x1, x2))));
        inverse = 1 / area;
        highest = Math.max(z0, Math.max(z1, z2)) + ROUNDING_M;
        return top <= bottom && left <= right;
    }

    /** Raises {@code heights}, where the row starts at {@code line}, to this triangle in the given columns. */
    void row(float[] heights, int line, int y, int from, int to) {
        float acrossX1 = x1 - x0;
        float acrossX2 = x2 - x0;
        float acrossY1 = y1 - y0;
        float acrossY2 = y2 - y0;
        float rise1 = acrossX2 * (y - y0);
        float rise2 = acrossX1 * (y - y0);
        float top = highest;
        for (int x = from; x <= to; x++) {
            if (heights[line + x] >= top) {
                continue;
            }
            float w1 = ((x - x0) * acrossY2 - rise1) * inverse;
            float w2 = (rise2 - (x - x0) * acrossY1) * inverse;
            raise(heights, line + x, w1, w2);
        }
    }

    /** As {@link #row} for the given rows of one column. */
    void column(float[] heights, int stride, int x, int from, int to) {
        float acrossX1 = x1 - x0;
        float acrossX2 = x2 - x0;
        float rise1 = (x - x0) * (y2 - y0);
        float rise2 = (x - x0) * (y1 - y0);
        float top = highest;
        for (int y = from; y <= to; y++) {
            int at = y * stride + x;
            if (heights[at] >= top) {
                continue;
            }
            float w1 = (rise1 - acrossX2 * (y - y0)) * inverse;
            float w2 = (acrossX1 * (y - y0) - rise2) * inverse;
            raise(heights, at, w1, w2);
        }
    }

    private void raise(float[] heights, int at, float w1, float w2) {
        float w0 = 1 - w1 - w2;
        if (w0 < 0 || w1 < 0 || w2 < 0) {
            return;
        }
        float depth = w0 * z0 + w1 * z1 + w2 * z2;
        if (depth > heights[at]) {
            heights[at] = depth;
        }
    }
}
