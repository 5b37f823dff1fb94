package dev.parley.policy.picture;

/**
 * Brings pictures to the size that a policy declared: as large as fits, in the middle of black. Between pixels it weighs the four
 * that are next (bilinear, pixel centres at one half). Source: openpi's resize_with_pad, whose policies are trained on such pictures.
 */
public final class Resizing {

    private static final int COLOURS = 3;

    private Resizing() {}

    /** Rows from the top, red green blue. */
    public static byte[] withPadding(byte[] rgb, int width, int height, int toWidth, int toHeight) {
        if (width == toWidth && height == toHeight) {
            return rgb.clone();
        }
        double scale = Math.max((double) width / toWidth, (double) height / toHeight);
        int innerWidth = Math.max(1, (int) (width / scale));
        int innerHeight = Math.max(1, (int) (height / scale));
        int left = (toWidth - innerWidth) / 2;
        int top = (toHeight - innerHeight) / 2;
        byte[] out = new byte[toWidth * toHeight * COLOURS];
        for (int y = 0; y < innerHeight; y++) {
            double fromY = Math.clamp((y + 0.5) * height / innerHeight - 0.5, 0, height - 1.0);
            int y0 = (int) fromY;
            int y1 = Math.min(y0 + 1, height - 1);
            double dy = fromY - y0;
            for (int x = 0; x < innerWidth; x++) {
                double fromX = Math.clamp((x + 0.5) * width / innerWidth - 0.5, 0, width - 1.0);
                int x0 = (int) fromX;
                int x1 = Math.min(x0 + 1, width - 1);
                double dx = fromX - x0;
                int at = ((top + y) * toWidth + left + x) * COLOURS;
                for (int c = 0; c < COLOURS; c++) {
                    double upper = mix(pixel(rgb, width, x0, y0, c), pixel(rgb, width, x1, y0, c), dx);
                    double lower = mix(pixel(rgb, width, x0, y1, c), pixel(rgb, width, x1, y1, c), dx);
                    out[at + c] = (byte) Math.round(mix(upper, lower, dy));
                }
            }
        }
        return out;
    }

    /** The same with all red first, then all green, then all blue. */
    public static byte[] colourFirst(byte[] rgb) {
        int pixels = rgb.length / COLOURS;
        byte[] out = new byte[rgb.length];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < COLOURS; c++) {
                out[c * pixels + i] = rgb[i * COLOURS + c];
            }
        }
        return out;
    }

    private static int pixel(byte[] rgb, int width, int x, int y, int colour) {
        return rgb[(y * width + x) * COLOURS + colour] & 0xff;
    }

    private static double mix(double one, double other, double share) {
        return one + (other - one) * share;
    }
}
