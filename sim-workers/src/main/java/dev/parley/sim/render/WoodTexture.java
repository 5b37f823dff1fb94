package dev.parley.sim.render;

/** Procedural planks: the colour of the table's top at a point. */
final class WoodTexture {

    private static final int SIDE = 256;
    private static final float PLANK_M = .14f;
    private static final float EDGE_M = .55f;

    private final float[] grain = new float[SIDE * SIDE];

    WoodTexture() {
        float[] noise = new float[SIDE * SIDE];
        long state = 5;
        for (int i = 0; i < noise.length; i++) {
            // Knuth's 64-bit linear congruential generator: a fixed texture, the same everywhere.
            state = state * 6364136223846793005L + 1442695040888963407L;
            noise[i] = (state >>> 40) / (float) (1 << 24);
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int k = -6; k <= 6; k++) {
                    sum += noise[y * SIDE + ((x + k * 3) & (SIDE - 1))];
                }
                grain[y * SIDE + x] = sum / 13;
            }
        }
    }

    /** Brightness of the wood at (x, y) metres, about 1. */
    float brightness(float x, float y) {
        float plank = (float) Math.floor((y + EDGE_M) / PLANK_M);
        float fine = at(x * 210 + plank * 57, y * 900);
        float coarse = at((x * 210 + plank * 57) * .3f, y * 225 + plank * 31);
        float brightness = .78f + .5f * (fine - .5f) + .7f * (coarse - .5f) + .06f * ((int) plank & 1);
        float fromSeam = (y + EDGE_M) / PLANK_M - plank;
        return fromSeam < .015f ? brightness * .6f : brightness;
    }

    /** The bare grain, 0 to 1, about one half; the same {@value #SIDE} units on in either direction. */
    float grain(float u, float v) {
        return at(u, v);
    }

    private float at(float u, float v) {
        return grain[(((int) Math.floor(v)) & (SIDE - 1)) * SIDE + (((int) Math.floor(u)) & (SIDE - 1))];
    }
}
