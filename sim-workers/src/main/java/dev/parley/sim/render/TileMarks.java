package dev.parley.sim.render;

import java.util.Arrays;

/** Marks on the square tiles of a grid: a coarse record of where something may have been drawn. */
final class TileMarks {

    /** Cells along one side of a tile. */
    final int side;

    private final int width;
    private final int height;
    final int columns;
    final int rows;
    private final boolean[] marked;
    /** Tile column of a cell's column, and tile row of its row: a look costs less than a division. */
    private final short[] tileOf;

    TileMarks(int width, int height, int side) {
        this.side = side;
        columns = (width + side - 1) / side;
        rows = (height + side - 1) / side;
        marked = new boolean[columns * rows];
        tileOf = new short[Math.max(width, height)];
        for (int cell = 0; cell < tileOf.length; cell++) {
            tileOf[cell] = (short) (cell / side);
        }
        this.width = width;
        this.height = height;
    }

    void clear() {
        Arrays.fill(marked, false);
    }

    boolean isMarked(int tile) {
        return marked[tile];
    }

    boolean isMarked(int column, int row) {
        return marked[row * columns + column];
    }

    /** Whether any tile is marked in this rectangle of tiles, ends included. */
    boolean anyMarked(int firstColumn, int firstRow, int lastColumn, int lastRow) {
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                if (marked[row * columns + column]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Marks every tile with a cell no farther than {@code reach} from the given cells. */
    void mark(int left, int top, int right, int bottom, int reach) {
        int firstColumn = tileOf[Math.max(0, left - reach)];
        int lastColumn = tileOf[Math.min(width - 1, right + reach)];
        int lastRow = tileOf[Math.min(height - 1, bottom + reach)];
        for (int row = tileOf[Math.max(0, top - reach)]; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                marked[row * columns + column] = true;
            }
        }
    }
}
