package dev.parley.sim.render;

import java.util.Arrays;

/**
 * Heights of the casters as seen from the lamp, with a coarse record of which tiles hold any caster at all.
 *
 * <p>A surface point far from every caster is then known to be lit without a look at the map.
 */
final class ShadowMap {

    /** Half the width of the square around the origin that the map covers, metres. */
    private static final float HALF_EXTENT_M = .62f;

    private static final int TILE = 8;
    private static final float BIAS_M = .002f;
    private static final float EMPTY = -1e9f;

    private final int size;
    private final int softness;
    private final int tiles;
    private final float[] height;
    private final boolean[] occupied;
    private final float scale;
    private float[] lit = new float[3 * 1024];
    private Vector light = new Vector(0, 0, 1);
    private Vector right = new Vector(1, 0, 0);
    private Vector up = new Vector(0, 1, 0);

    /**
     * @param size texels along one side
     * @param softness half width of the averaging window in texels; 0 gives the smallest
     */
    ShadowMap(int size, int softness) {
        this.size = size;
        this.softness = softness;
        tiles = (size + TILE - 1) / TILE;
        height = new float[size * size];
        occupied = new boolean[tiles * tiles];
        scale = size / (2 * HALF_EXTENT_M);
    }

    void aim(Vector towardsLight) {
        light = towardsLight;
        right = light.cross(new Vector(0, 1, 0)).unit();
        up = right.cross(light);
    }

    void clear() {
        Arrays.fill(height, EMPTY);
        Arrays.fill(occupied, false);
    }

    float column(float x, float y, float z) {
        return size * .5f + scale * (right.x() * x + right.y() * y + right.z() * z) - .5f;
    }

    float row(float x, float y, float z) {
        return size * .5f + scale * (up.x() * x + up.y() * y + up.z() * z) - .5f;
    }

    float depth(float x, float y, float z) {
        return light.x() * x + light.y() * y + light.z() * z + BIAS_M;
    }

    /** Adds a mesh whose vertices are given in the world, three floats each. */
    void cast(Mesh mesh, float[] world) {
        int vertices = mesh.vertexCount();
        if (lit.length < 3 * vertices) {
            lit = new float[3 * vertices];
        }
        for (int i = 0; i < vertices; i++) {
            float x = world[3 * i];
            float y = world[3 * i + 1];
            float z = world[3 * i + 2];
            lit[3 * i] = column(x, y, z);
            lit[3 * i + 1] = row(x, y, z);
            lit[3 * i + 2] = light.x() * x + light.y() * y + light.z() * z;
        }
        for (int i = 0; i < mesh.triangles.length; i += 3) {
            fill(mesh.triangles[i] * 3, mesh.triangles[i + 1] * 3, mesh.triangles[i + 2] * 3);
        }
    }

    private void fill(int a, int b, int c) {
        float x0 = lit[a];
        float y0 = lit[a + 1];
        float x1 = lit[b];
        float y1 = lit[b + 1];
        float x2 = lit[c];
        float y2 = lit[c + 1];
        float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
        if (area > -1e-6f && area < 1e-6f) {
            return;
        }
        float inverse = 1 / area;
        int top = Math.max(0, (int) Math.floor(Math.min(y0, Math.min(y1, y2))));
        int bottom = Math.min(size - 1, (int) Math.ceil(Math.max(y0, Math.max(y1, y2))));
        int left = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2))));
        int rightEdge = Math.min(size - 1, (int) Math.ceil(Math.max(x0, Math.max(x1, x2))));
        if (top > bottom || left > rightEdge) {
            return;
        }
        markTiles(left, top, rightEdge, bottom);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= rightEdge; x++) {
                float w1 = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) * inverse;
                float w2 = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) * inverse;
                float w0 = 1 - w1 - w2;
                if (w0 < 0 || w1 < 0 || w2 < 0) {
                    continue;
                }
                float depth = w0 * lit[a + 2] + w1 * lit[b + 2] + w2 * lit[c + 2];
                int at = y * size + x;
                if (depth > height[at]) {
                    height[at] = depth;
                }
            }
        }
    }

    // Widened by the averaging window, so that a point in an unmarked tile needs no look at the map.
    private void markTiles(int left, int top, int rightEdge, int bottom) {
        int reach = softness + 1;
        int firstColumn = Math.max(0, (left - reach) / TILE);
        int lastColumn = Math.min(tiles - 1, (rightEdge + reach) / TILE);
        int lastRow = Math.min(tiles - 1, (bottom + reach) / TILE);
        for (int row = Math.max(0, (top - reach) / TILE); row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                occupied[row * tiles + column] = true;
            }
        }
    }

    /** Number of the tile that holds this point, or -1 outside the map, where everything is lit. */
    int tile(float column, float row) {
        int x = (int) Math.floor(column);
        int y = (int) Math.floor(row);
        if (x - softness < 0 || y - softness < 0 || x + softness + 1 >= size || y + softness + 1 >= size) {
            return -1;
        }
        return y / TILE * tiles + x / TILE;
    }

    boolean mayBeShaded(int tile) {
        return tile >= 0 && occupied[tile];
    }

    /** Share of the lamp that reaches this point, 0 to 1: percentage-closer filtering with bilinear edges. */
    float light(float column, float row, float depth) {
        int x = (int) Math.floor(column);
        int y = (int) Math.floor(row);
        if (x - softness < 0 || y - softness < 0 || x + softness + 1 >= size || y + softness + 1 >= size) {
            return 1;
        }
        float fractionX = column - x;
        float fractionY = row - y;
        float sum = 0;
        for (int j = -softness; j <= softness + 1; j++) {
            float weightY = j == -softness ? 1 - fractionY : j == softness + 1 ? fractionY : 1;
            int line = (y + j) * size + x;
            for (int i = -softness; i <= softness + 1; i++) {
                if (height[line + i] <= depth) {
                    float weightX = i == -softness ? 1 - fractionX : i == softness + 1 ? fractionX : 1;
                    sum += weightX * weightY;
                }
            }
        }
        int window = 2 * softness + 1;
        return sum / (window * window);
    }
}
