package dev.parley.station.recording;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Single pictures for the wire, from int[] ARGB with one int per pixel and rows from the top. Safe for any thread. */
public final class Pictures {

    /** The most that a poster may weigh on the telemetry connection. */
    public static final int POSTER_LIMIT_BYTES = 64 * 1024;

    private static final float FIRST_QUALITY = 0.8f;
    private static final float LOWEST_QUALITY = 0.1f;
    private static final float QUALITY_STEP = 0.15f;

    static {
        // Pictures are small: a temporary file for each would cost more than the memory.
        ImageIO.setUseCache(false);
    }

    private Pictures() {}

    /**
     * A JPEG of at most {@value #POSTER_LIMIT_BYTES} bytes; quality falls until it fits.
     *
     * @throws IllegalArgumentException when it does not fit at the lowest quality: the picture is too large for a poster
     */
    public static byte[] poster(int[] argb, int widthPx, int heightPx) {
        BufferedImage image = image(argb, widthPx, heightPx);
        for (float quality = FIRST_QUALITY; quality >= LOWEST_QUALITY; quality -= QUALITY_STEP) {
            byte[] jpeg = jpeg(image, quality);
            if (jpeg.length <= POSTER_LIMIT_BYTES) {
                return jpeg;
            }
        }
        throw new IllegalArgumentException("A picture of " + widthPx + "×" + heightPx + " does not fit into "
                + POSTER_LIMIT_BYTES + " bytes at any quality; hand in a smaller one");
    }

    /** A lossless PNG. */
    public static byte[] png(int[] argb, int widthPx, int heightPx) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image(argb, widthPx, heightPx), "png", bytes)) {
                throw new IllegalStateException("This Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Encode a PNG", e);
        }
        return bytes.toByteArray();
    }

    /** A smaller picture: each pixel is the mean of the area it covers. Neither side may grow. */
    public static int[] reduced(int[] argb, int widthPx, int heightPx, int toWidthPx, int toHeightPx) {
        if (toWidthPx < 1 || toWidthPx > widthPx || toHeightPx < 1 || toHeightPx > heightPx) {
            throw new IllegalArgumentException("A picture of " + widthPx + "×" + heightPx + " cannot be reduced to "
                    + toWidthPx + "×" + toHeightPx);
        }
        int[] reduced = new int[toWidthPx * toHeightPx];
        for (int y = 0; y < toHeightPx; y++) {
            for (int x = 0; x < toWidthPx; x++) {
                reduced[y * toWidthPx + x] = mean(
                        argb,
                        widthPx,
                        new Area(
                                x * widthPx / toWidthPx,
                                y * heightPx / toHeightPx,
                                (x + 1) * widthPx / toWidthPx,
                                (y + 1) * heightPx / toHeightPx));
            }
        }
        return reduced;
    }

    /** Whole pixels from (left, top) up to but without (right, bottom). */
    private record Area(int left, int top, int right, int bottom) {}

    private static int mean(int[] argb, int widthPx, Area area) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = area.top; y < area.bottom; y++) {
            for (int x = area.left; x < area.right; x++) {
                int pixel = argb[y * widthPx + x];
                red += pixel >> 16 & 0xFF;
                green += pixel >> 8 & 0xFF;
                blue += pixel & 0xFF;
            }
        }
        int count = (area.right - area.left) * (area.bottom - area.top);
        return 0xFF000000 | red / count << 16 | green / count << 8 | blue / count;
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("Encode a JPEG", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(int[] argb, int widthPx, int heightPx) {
        requireNonNull(argb, "argb is null");
        if (argb.length != widthPx * heightPx) {
            throw new IllegalArgumentException("A picture of " + widthPx + "×" + heightPx + " has " + widthPx * heightPx
                    + " pixels, this one has " + argb.length);
        }
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        System.arraycopy(argb, 0, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), 0, argb.length);
        return image;
    }
}
