package dev.parley.station.whip;

/**
 * Size of the pictures of one camera, in pixels, both even, and the most bits per second its live video may take.
 */
public record VideoFormat(int width, int height, int maxBitsPerSecond) {
    public VideoFormat {
        if (width < 16 || height < 16 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "a live picture is at least 16×16 and even both ways, not " + width + "×" + height);
        }
        if (maxBitsPerSecond < 100_000) {
            throw new IllegalArgumentException("live video needs at least 100000 bit/s, not " + maxBitsPerSecond);
        }
    }

    /** A size with 8 bits per pixel and second, about 2.5 Mbit/s at 640×480: clean at 20 frames per second. */
    public static VideoFormat of(int width, int height) {
        return new VideoFormat(width, height, Math.max(300_000, width * height * 8));
    }
}
