package dev.parley.sim.render;

import java.util.Arrays;

/** For each tile of a picture the part of the shadow map that the table in it falls on; fixed as long as view and lamp are. */
final class ShadowReach {

    private final int columns;
    /** First column and row and last column and row of the shadow map's tiles, four numbers a tile of the picture. */
    private final int[] bounds;

    ShadowReach(TileMarks tiles, TableLayer table, int widthPx, int heightPx, int shadowColumns) {
        columns = tiles.columns;
        bounds = new int[4 * tiles.columns * tiles.rows];
        for (int tile = 0; tile < bounds.length; tile += 4) {
            Arrays.fill(bounds, tile, tile + 2, Integer.MAX_VALUE);
            Arrays.fill(bounds, tile + 2, tile + 4, -1);
        }
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                int shadowTile = table.shadowTile[y * widthPx + x];
                if (shadowTile >= 0) {
                    int at = 4 * (y / SampleBuffer.TILE_PX * columns + x / SampleBuffer.TILE_PX);
                    include(at, shadowTile % shadowColumns, shadowTile / shadowColumns);
                }
            }
        }
    }

    private void include(int at, int column, int row) {
        bounds[at] = Math.min(bounds[at], column);
        bounds[at + 1] = Math.min(bounds[at + 1], row);
        bounds[at + 2] = Math.max(bounds[at + 2], column);
        bounds[at + 3] = Math.max(bounds[at + 3], row);
    }

    /** Whether a shadow may fall on the table in this tile of the picture. */
    boolean mayBeShaded(int column, int row, ShadowMap shadows) {
        int at = 4 * (row * columns + column);
        return shadows.mayBeShaded(bounds[at], bounds[at + 1], bounds[at + 2], bounds[at + 3]);
    }
}
