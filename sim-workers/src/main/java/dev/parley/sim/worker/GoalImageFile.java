package dev.parley.sim.worker;

import dev.parley.contracts.Sha256;
import dev.parley.sim.policy.GoalPicture;
import dev.parley.station.v1.GoalImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The goal image of an offer as pixels. The platform makes these PNG files itself, of at most 640 pixels a side; a station still reads
 * nothing but what it has checked: kind, digest and dimensions before a pixel is decoded, so that a small file cannot become a huge picture.
 */
final class GoalImageFile {

    /** Of the file; the frame that brings it has less room. */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    static final int MOST_SIDE_PX = 1024;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private GoalImageFile() {}

    /** Throws {@link IllegalArgumentException} with a sentence on what is wrong with the file and what would be right. */
    static GoalPicture read(GoalImage image) {
        byte[] png = image.getPng().toByteArray();
        if (png.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "The goal image has " + png.length + " bytes; at most " + MOST_BYTES + " are taken");
        }
        if (!Arrays.equals(png, 0, Math.min(8, png.length), PNG_SIGNATURE, 0, 8)) {
            throw new IllegalArgumentException("The goal image is no PNG file");
        }
        if (!Sha256.hex(png).equals(image.getSha256())) {
            throw new IllegalArgumentException("The goal image has SHA-256 " + Sha256.hex(png) + ", not the announced "
                    + image.getSha256() + ": it was damaged on its way");
        }
        try {
            return pixels(decode(png));
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // The decoder answers damaged files with any of these.
            throw new IllegalArgumentException("The goal image begins like a PNG file but cannot be read as one", e);
        }
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        if (!readers.hasNext()) {
            throw new IllegalStateException("Every Java reads PNG files");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > MOST_SIDE_PX || height > MOST_SIDE_PX) {
                throw new IllegalArgumentException("The goal image has " + width + " × " + height + " pixels; at most "
                        + MOST_SIDE_PX + " a side are taken");
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static GoalPicture pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return GoalPicture.of(image.getRGB(0, 0, width, height, new int[width * height], 0, width), width, height);
    }
}
