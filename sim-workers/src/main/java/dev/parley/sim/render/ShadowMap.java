package dev.parley.sim.render;

import java.util.Arrays;

/**
 * Heights of the casters as seen from the lamp, with a coarse record of where casters may be.
 *
 * <p>A surface point far from every caster is then known to be lit without a look at the map.
 */
final class ShadowMap {

    /** Half the width of the square around the origin that the map covers, metres. */
    private static final float HALF_EXTENT_M = .62f;

    private static final float BIAS_M = .002f;
    private static final int TILE = 8;
    private static final float EMPTY = -1e9f;

    private final int size;
    private final int softness;
    private final float[] height;
    /** Tiles that the box around a caster's triangle reaches; elsewhere all is lit. */
    private final TileMarks boxes;

    private final float scale;
    private final CastTriangle triangle = new CastTriangle();
    private int[] turnedAway = new int[1024];
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
        height = new float[size * size];
        Arrays.fill(height, EMPTY);
        boxes = new TileMarks(size, size, TILE);
        scale = size / (2 * HALF_EXTENT_M);
    }

    void aim(Vector towardsLight) {
        light = towardsLight;
        right = light.cross(new Vector(0, 1, 0)).unit();
        up = right.cross(light);
    }

    void clear() {
        for (int row = 0; row < boxes.rows; row++) {
            for (int column = 0; column < boxes.columns; column++) {
                if (boxes.isMarked(column, row)) {
                    clearTile(column * TILE, row * TILE);
                }
            }
        }
        boxes.clear();
    }

    private void clearTile(int left, int top) {
        int end = Math.min(size, left + TILE);
        for (int y = top; y < Math.min(size, top + TILE); y++) {
            Arrays.fill(height, y * size + left, y * size + end, EMPTY);
        }
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
        int[] triangles = mesh.triangles;
        if (turnedAway.length < triangles.length) {
            turnedAway = new int[triangles.length];
        }
        int away = 0;
        for (int i = 0; i < triangles.length; i += 3) {
            triangle.set(lit, 3 * triangles[i], 3 * triangles[i + 1], 3 * triangles[i + 2]);
            if (triangle.area > 0) {
                turnedAway[away++] = i;
            } else {
                fill();
            }
        }
        // What faces the lamp hides most of the rest, which is then told by one look a texel.
        for (int i = 0; i < away; i++) {
            int at = turnedAway[i];
            triangle.set(lit, 3 * triangles[at], 3 * triangles[at + 1], 3 * triangles[at + 2]);
            fill();
        }
    }

    private void fill() {
        CastTriangle t = triangle;
        if (!t.box(size)) {
            return;
        }
        boxes.mark(t.left, t.top, t.right, t.bottom, softness + 1);
        t.raise(height, size);
    }

    /** Number of the tile that holds this point, or -1 outside the map, where everything is lit. */
    int tile(float column, float row) {
        int x = (int) Math.floor(column);
        int y = (int) Math.floor(row);
        if (x - softness < 0 || y - softness < 0 || x + softness + 1 >= size || y + softness + 1 >= size) {
            return -1;
        }
        return y / TILE * boxes.columns + x / TILE;
    }

    /** Tiles in a row of tiles; see {@link #tile}. */
    int tileColumns() {
        return boxes.columns;
    }

    /** Whether any point in this rectangle of tiles may be shaded, ends included. */
    boolean mayBeShaded(int firstColumn, int firstRow, int lastColumn, int lastRow) {
        return boxes.anyMarked(firstColumn, firstRow, lastColumn, lastRow);
    }

    boolean mayBeShaded(int tile) {
        return tile >= 0 && boxes.isMarked(tile);
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
        if (softness == 0) {
            return sharpLight(y * size + x, fractionX, fractionY, depth);
        }
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

    // As the general window, adding in the same order; most points are lit or shaded whole.
    private float sharpLight(int at, float fractionX, float fractionY, float depth) {
        boolean first = height[at] <= depth;
        boolean second = height[at + 1] <= depth;
        boolean third = height[at + size] <= depth;
        boolean fourth = height[at + size + 1] <= depth;
        if (!(first | second | third | fourth)) {
            return 0;
        }
        float farX = 1 - fractionX;
        float farY = 1 - fractionY;
        if (first & second & third & fourth) {
            return farX * farY + fractionX * farY + farX * fractionY + fractionX * fractionY;
        }
        float sum = first ? farX * farY : 0;
        sum += second ? fractionX * farY : 0;
        sum += third ? farX * fractionY : 0;
        return sum + (fourth ? fractionX * fractionY : 0);
    }
}
