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
        int top = Math.max(0, (int) Math.min(y0, Math.min(y1, y2)));
        int bottom = Math.min(height - 1, (int) Math.max(y0, Math.max(y1, y2)));
        int left = Math.max(0, (int) Math.min(x0, Math.min(x1, x2)));
        int right = Math.min(width - 1, (int) Math.max(x0, Math.max(x1, x2)));
        if (top > bottom || left > right) {
            return;
        }
        touched.mark(left, top, right, bottom, 0);
        float inverse = 1 / area;
        float stepW1 = (y2 - y0) * inverse;
        float stepW2 = -(y1 - y0) * inverse;
        boolean wide = right - left > 8;
        for (int y = top; y <= bottom; y++) {
            float dy = y + .5f - y0;
            float dx = left + .5f - x0;
            float w1 = (dx * (y2 - y0) - (x2 - x0) * dy) * inverse;
            float w2 = ((x1 - x0) * dy - dx * (y1 - y0)) * inverse;
            int at = y * width + left;
            for (int x = left; x <= right; x++, at++, w1 += stepW1, w2 += stepW2) {
                float w0 = 1 - w1 - w2;
                if (w0 < 0 || w1 < 0 || w2 < 0) {
                    if (wide && hasLeft(w0, w1, w2, stepW1, stepW2)) {
                        break;
                    }
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

    // A weight that is negative and does not grow stays so to the end of the row: adding the same number again and
    // again is
    // monotone in floating point too.
    private static boolean hasLeft(float w0, float w1, float w2, float stepW1, float stepW2) {
        return (w1 < 0 && stepW1 <= 0) || (w2 < 0 && stepW2 <= 0) || (w0 < 0 && stepW1 >= 0 && stepW2 >= 0);
    }
}
