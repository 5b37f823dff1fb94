package dev.parley.media;

import dev.onvoid.webrtc.media.video.I420Buffer;
import java.util.concurrent.ThreadLocalRandom;

/** A 640×480 picture with something like a robot's scene in it, and the time it was painted at as a row of blocks. */
final class ClockPicture {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    static final int BITS = 20;
    static final int BLOCK = WIDTH / BITS;

    private ClockPicture() {}

    /** Paints texture, a disc that wanders, and the milliseconds of the wall clock, lowest bit first, along the top. */
    static void paint(int[] argb, int shown) {
        int centreX = 320 + (int) (200 * Math.cos(shown / 15.0));
        int centreY = 270 + (int) (120 * Math.sin(shown / 11.0));
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int y = BLOCK; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int far = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
                int base = far < 3600 ? 0xb04030 : ((x >> 4) + (y >> 4)) % 2 == 0 ? 0x707880 : 0x606870;
                argb[y * WIDTH + x] = 0xff000000 | base + random.nextInt(4) * 0x010101;
            }
        }
        long now = System.currentTimeMillis();
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < WIDTH; x++) {
                argb[y * WIDTH + x] = (now >> (x / BLOCK) & 1) != 0 ? 0xffffffff : 0xff000000;
            }
        }
    }

    /** Milliseconds since the picture was painted. */
    static long age(I420Buffer picture) {
        long painted = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int at = BLOCK / 2 * picture.getStrideY() + bit * BLOCK + BLOCK / 2;
            painted |= Byte.toUnsignedInt(picture.getDataY().get(at)) > 128 ? 1L << bit : 0;
        }
        return System.currentTimeMillis() - painted & (1L << BITS) - 1;
    }
}
