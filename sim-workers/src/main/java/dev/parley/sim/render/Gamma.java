package dev.parley.sim.render;

/** Linear light to screen values (exponent 2.2) through a table. */
final class Gamma {

    private static final int STEPS = 4096;
    private static final byte[] SCREEN = new byte[STEPS + 1];

    static {
        for (int i = 0; i <= STEPS; i++) {
            SCREEN[i] = (byte) Math.min(255, Math.round(255 * StrictMath.pow(i / (double) STEPS, 1 / 2.2)));
        }
    }

    private Gamma() {}

    /** An opaque 0xAARRGGBB pixel from linear light; values outside 0 to 1 saturate. */
    static int argb(float red, float green, float blue) {
        return 0xFF000000 | screen(red) << 16 | screen(green) << 8 | screen(blue);
    }

    private static int screen(float linear) {
        return SCREEN[(int) (Math.clamp(linear, 0f, 1f) * STEPS)] & 255;
    }
}
