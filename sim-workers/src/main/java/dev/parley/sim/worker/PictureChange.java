package dev.parley.sim.worker;

import com.google.protobuf.ByteString;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** How much of a picture changed. */
final class PictureChange {
    private PictureChange() {}

    /**
     * The mean absolute difference of brightness (ITU-R BT.601) over all pixels, of two PNGs that were drawn here at one size. From 0, the
     * same, to 1.
     */
    static double between(ByteString first, ByteString second) {
        BufferedImage one = read(first);
        BufferedImage other = read(second);
        int width = one.getWidth();
        int height = one.getHeight();
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum += Math.abs(brightness(one.getRGB(x, y)) - brightness(other.getRGB(x, y)));
            }
        }
        return sum / ((double) width * height);
    }

    private static double brightness(int rgb) {
        return (0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff)) / 255;
    }

    private static BufferedImage read(ByteString png) {
        try {
            return ImageIO.read(png.newInput());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
