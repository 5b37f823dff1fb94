package dev.parley.sim.render;

/**
 * What each sample of the picture shows: nearest surface, its inverse depth and its normal, and in which tiles of the picture
 * anything was drawn.
 */
final class SampleBuffer {

    static final byte BACKGROUND = -1;
    static final byte TABLE = -2;

    static final int TILE_PX = 8;

    private static final float NEAREST_M = .02f;

    /** How far outside a triangle's box a sample may lie and still be tested, samples. */
    private static final float MARGIN = 1 / 16f;

    /**
     * The corners' box bounds a triangle whose area (twice what is usually meant) is more than this times the fourth power of its
     * extent E: adding up weights along a row makes them wrong by less than 24 E³ / area 2^-24, and a sample beyond the margin
     * has a weight below -MARGIN / 2E.
     */
    private static final float STOUT = 5e-5f;

    /** A side bounds a row when it rises by more than this times the third power of the extent: then the margin holds as well. */
    private static final float STEEP = 2.5e-5f;

    /** Boxes narrower than this are walked whole: finding the ends would cost more. */
    private static final int NARROW = 3;

    private static final float FAR = 1e9f;

    final int width;
    final int height;
    final float[] inverseDepth;
    final byte[] surface;
    final float[] normalX;
    final float[] normalY;
    final float[] normalZ;
    /** Tiles of {@value #TILE_PX} × {@value #TILE_PX} pixels that an object may show in. */
    final TileMarks touched;

    private float[] projected = new float[3 * 1024];
    private float[] turned = new float[3 * 1024];

    SampleBuffer(int widthPx, int heightPx, int samplesPerSide) {
        width = widthPx * samplesPerSide;
        height = heightPx * samplesPerSide;
        touched = new TileMarks(width, height, TILE_PX * samplesPerSide);
        inverseDepth = new float[width * height];
        surface = new byte[width * height];
        normalX = new float[width * height];
        normalY = new float[width * height];
        normalZ = new float[width * height];
    }

    /** Shows nothing but what never moves. */
    void reset(TableLayer layer) {
        System.arraycopy(layer.inverseDepth, 0, inverseDepth, 0, inverseDepth.length);
        System.arraycopy(layer.surface, 0, surface, 0, surface.length);
        touched.clear();
    }

    /** As {@link #reset} for the layer that it was last reset to, looking only where objects were drawn since. */
    void clear(TableLayer layer) {
        for (int row = 0; row < touched.rows; row++) {
            for (int column = 0; column < touched.columns; column++) {
                if (touched.isMarked(column, row)) {
                    clearTile(layer, column * touched.side, row * touched.side);
                }
            }
        }
        touched.clear();
    }

    private void clearTile(TableLayer layer, int left, int top) {
        int count = Math.min(width, left + touched.side) - left;
        for (int y = top; y < Math.min(height, top + touched.side); y++) {
            int at = y * width + left;
            System.arraycopy(layer.inverseDepth, at, inverseDepth, at, count);
            System.arraycopy(layer.surface, at, surface, at, count);
        }
    }

    /** Draws one mesh; {@code world} holds its vertices in the world and {@code pose} its rotation. */
    void draw(Mesh mesh, float[] world, float[] pose, View view, byte number) {
        int vertices = mesh.vertexCount();
        if (projected.length < 3 * vertices) {
            projected = new float[3 * vertices];
            turned = new float[3 * vertices];
        }
        for (int i = 0; i < vertices; i++) {
            project(world, i, view);
            float x = mesh.normals[3 * i];
            float y = mesh.normals[3 * i + 1];
            float z = mesh.normals[3 * i + 2];
            turned[3 * i] = pose[0] * x + pose[1] * y + pose[2] * z;
            turned[3 * i + 1] = pose[3] * x + pose[4] * y + pose[5] * z;
            turned[3 * i + 2] = pose[6] * x + pose[7] * y + pose[8] * z;
        }
        for (int i = 0; i < mesh.triangles.length; i += 3) {
            fill(mesh.triangles[i] * 3, mesh.triangles[i + 1] * 3, mesh.triangles[i + 2] * 3, number);
        }
    }

    private void project(float[] world, int vertex, View view) {
        float x = world[3 * vertex] - view.eye.x();
        float y = world[3 * vertex + 1] - view.eye.y();
        float z = world[3 * vertex + 2] - view.eye.z();
        float depth = view.forward.x() * x + view.forward.y() * y + view.forward.z() * z;
        // A vertex at or behind the eye is marked and its triangles are left out.
        float inverse = depth < NEAREST_M ? -1 : 1 / depth;
        projected[3 * vertex] =
                view.centreX + view.focal * (view.right.x() * x + view.right.y() * y + view.right.z() * z) * inverse;
        projected[3 * vertex + 1] =
                view.centreY - view.focal * (view.up.x() * x + view.up.y() * y + view.up.z() * z) * inverse;
        projected[3 * vertex + 2] = inverse;
    }

    private void fill(int a, int b, int c, byte number) {
        float x0 = projected[a];
        float y0 = projected[a + 1];
        float x1 = projected[b];
        float y1 = projected[b + 1];
        float x2 = projected[c];
        float y2 = projected[c + 1];
        float z0 = projected[a + 2];
        float z1 = projected[b + 2];
        float z2 = projected[c + 2];
        float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
        // Back faces have positive area because picture rows run downwards.
        if (area >= -1e-5f || z0 < 0 || z1 < 0 || z2 < 0) {
            return;
        }
        float lowX = Math.min(x0, Math.min(x1, x2));
        float highX = Math.max(x0, Math.max(x1, x2));
        float lowY = Math.min(y0, Math.min(y1, y2));
        float highY = Math.max(y0, Math.max(y1, y2));
        int left = Math.max(0, (int) lowX);
        int right = Math.min(width - 1, (int) highX);
        int top = Math.max(0, (int) lowY);
        int bottom = Math.min(height - 1, (int) highY);
        if (top > bottom || left > right) {
            return;
        }
        int from = left;
        float extent = Math.max(highX - lowX, highY - lowY) + 2;
        if (-area > STOUT * extent * extent * extent * extent) {
            // Samples lie in the middle of their square.
            from = Math.max(0, (int) Math.ceil(lowX - (.5f + MARGIN)));
            right = Math.min(right, (int) Math.floor(highX - (.5f - MARGIN)));
            top = Math.max(0, (int) Math.ceil(lowY - (.5f + MARGIN)));
            bottom = Math.min(bottom, (int) Math.floor(highY - (.5f - MARGIN)));
            if (top > bottom || from > right) {
                return;
            }
        }
        touched.mark(from, top, right, bottom, 0);
        float inverse = 1 / area;
        float acrossX1 = x1 - x0;
        float acrossX2 = x2 - x0;
        float acrossY1 = y1 - y0;
        float acrossY2 = y2 - y0;
        float stepW1 = acrossY2 * inverse;
        float stepW2 = -acrossY1 * inverse;
        float dx = left + .5f - x0;
        float edge1 = dx * acrossY2;
        float edge2 = dx * acrossY1;
        float steep = right - from < NARROW ? FAR : STEEP * extent * extent * extent;
        int side1 = side(acrossY1, steep);
        int side2 = side(-acrossY2, steep);
        int side12 = side(y2 - y1, steep);
        float slope1 = acrossX1 / acrossY1;
        float slope2 = acrossX2 / acrossY2;
        float slope12 = (x2 - x1) / (y2 - y1);
        for (int y = top; y <= bottom; y++) {
            float dy = y + .5f - y0;
            float low = from + MARGIN;
            float high = right + .5f;
            if (side1 != 0) {
                float end = x0 + dy * slope1;
                low = side1 > 0 ? Math.max(low, end) : low;
                high = side1 < 0 ? Math.min(high, end) : high;
            }
            if (side2 != 0) {
                float end = x0 + dy * slope2;
                low = side2 > 0 ? Math.max(low, end) : low;
                high = side2 < 0 ? Math.min(high, end) : high;
            }
            if (side12 != 0) {
                float end = x1 + (y + .5f - y1) * slope12;
                low = side12 > 0 ? Math.max(low, end) : low;
                high = side12 < 0 ? Math.min(high, end) : high;
            }
            int first = (int) (low + (.5f - MARGIN));
            int last = high < .5f - MARGIN ? -1 : (int) (high - (.5f - MARGIN));
            if (first > last) {
                continue;
            }
            float w1 = (edge1 - acrossX2 * dy) * inverse;
            float w2 = (acrossX1 * dy - edge2) * inverse;
            // Weights are always added up from the same sample on, so that they round alike.
            for (int x = left; x < first; x++) {
                w1 += stepW1;
                w2 += stepW2;
            }
            int at = y * width + first;
            for (int x = first; x <= last; x++, at++, w1 += stepW1, w2 += stepW2) {
                float w0 = 1 - w1 - w2;
                if (w0 < 0 || w1 < 0 || w2 < 0) {
                    continue;
                }
                float near = w0 * z0 + w1 * z1 + w2 * z2;
                if (near > inverseDepth[at]) {
                    inverseDepth[at] = near;
                    surface[at] = number;
                    normalX[at] = w0 * turned[a] + w1 * turned[b] + w2 * turned[c];
                    normalY[at] = w0 * turned[a + 1] + w1 * turned[b + 1] + w2 * turned[c + 1];
                    normalZ[at] = w0 * turned[a + 2] + w1 * turned[b + 2] + w2 * turned[c + 2];
                }
            }
        }
    }

    /** 1 when a side bounds rows from the left, -1 from the right, 0 when it is too flat to tell where. */
    private static int side(float rise, float steep) {
        return rise > steep ? 1 : rise < -steep ? -1 : 0;
    }
}
