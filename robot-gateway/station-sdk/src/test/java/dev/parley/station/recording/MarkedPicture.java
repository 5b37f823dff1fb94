package dev.parley.station.recording;

import java.util.Arrays;

/** A picture that carries a number as black and white columns, so that it is known again after lossy compression. */
final class MarkedPicture {

    static final int BITS = 10;

    private MarkedPicture() {}

    static int[] of(int number, int width, int height) {
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int bit = 0; bit < BITS; bit++) {
                int colour = (number >> bit & 1) == 1 ? 0xFFFFFFFF : 0xFF000000;
                Arrays.fill(argb, y * width + bit * width / BITS, y * width + (bit + 1) * width / BITS, colour);
            }
        }
        return argb;
    }

    static int centreX(int width, int bit) {
        return (2 * bit + 1) * width / (2 * BITS);
    }
}
