package dev.parley.sim.policy;

/**
 * A picture of the wanted end state, as pixels.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb width × height × 3 sRGB values from 0 to 255, rows from the top, red green blue; not copied, never to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // Up to three megabytes of pixels; compared nowhere.
public record GoalPicture(int width, int height, byte[] rgb) {

    public GoalPicture {
        if (width < 1 || height < 1 || rgb.length != width * height * 3) {
            throw new IllegalArgumentException("A picture of " + width + " × " + height + " pixels needs "
                    + (long) width * height * 3 + " numbers, not " + rgb.length);
        }
    }

    /** A picture as the renderer draws it: a pixel a number, 0xRRGGBB, rows from the top. */
    public static GoalPicture of(int[] pixels, int width, int height) {
        byte[] rgb = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new GoalPicture(width, height, rgb);
    }

    /**
     * The whole picture at another size, stretched where the proportions differ. Each new pixel is the average of the area it
     * covers, of sRGB values as they are, rounded to the nearest; in whole numbers, so it is the same on every machine.
     */
    public GoalPicture scaled(int toWidth, int toHeight) {
        if (toWidth == width && toHeight == height) {
            return this;
        }
        byte[] out = new byte[toWidth * toHeight * 3];
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                average(x, y, toWidth, toHeight, out);
            }
        }
        return new GoalPicture(toWidth, toHeight, out);
    }

    // Lengths are counted in the smallest common part of both grids: an old pixel is toWidth parts wide, a new one
    // width parts.
    private void average(int x, int y, int toWidth, int toHeight, byte[] out) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int row = y * height / toHeight; row * toHeight < (y + 1) * height; row++) {
            long tall = overlap(row * toHeight, toHeight, y * height, height);
            for (int column = x * width / toWidth; column * toWidth < (x + 1) * width; column++) {
                long area = tall * overlap(column * toWidth, toWidth, x * width, width);
                int from = 3 * (row * width + column);
                red += area * (rgb[from] & 0xff);
                green += area * (rgb[from + 1] & 0xff);
                blue += area * (rgb[from + 2] & 0xff);
            }
        }
        long whole = (long) width * height;
        int to = 3 * (y * toWidth + x);
        out[to] = (byte) ((red + whole / 2) / whole);
        out[to + 1] = (byte) ((green + whole / 2) / whole);
        out[to + 2] = (byte) ((blue + whole / 2) / whole);
    }

    private static int overlap(int from, int length, int otherFrom, int otherLength) {
        return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
    }
}
