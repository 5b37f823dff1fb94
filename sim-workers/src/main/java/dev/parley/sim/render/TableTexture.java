package dev.parley.sim.render;

/** What the table's top is made of. */
public enum TableTexture {
    /** Brown planks. */
    PLANKS(.50f, .31f, .165f),
    /** Grey-green cloth, almost even. */
    FELT(.16f, .24f, .20f),
    /** Pale squares of two tones. */
    TILES(.46f, .44f, .40f),
    /** Dark stone with faint veins. */
    SLATE(.12f, .125f, .14f);

    private static final float TILE_M = .11f;

    final float red;
    final float green;
    final float blue;

    TableTexture(float red, float green, float blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** Brightness at (x, y) metres, about 1. */
    float brightness(WoodTexture wood, float x, float y) {
        return switch (this) {
            case PLANKS -> wood.brightness(x, y);
            case FELT -> .92f + .16f * wood.grain(x * 700, y * 700);
            case TILES -> tile(x, y);
            case SLATE -> .75f + .5f * wood.grain(x * 60 + y * 25, y * 190);
        };
    }

    private static float tile(float x, float y) {
        float column = (float) Math.floor(x / TILE_M);
        float row = (float) Math.floor(y / TILE_M);
        float fromEdge = Math.min(x / TILE_M - column, y / TILE_M - row);
        float tone = (((int) column + (int) row) & 1) == 0 ? 1.06f : .90f;
        return fromEdge < .03f ? .62f : tone;
    }
}
