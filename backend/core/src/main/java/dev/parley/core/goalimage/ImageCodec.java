package dev.parley.core.goalimage;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns an untrusted upload into a PNG of our own making: nothing of the file survives but its pixels. Blocks and takes
 * up to about 100 MB while it works; run it on a bounded executor.
 */
final class ImageCodec {
    static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Of the upload. 24 megapixels is a phone's photo; what is decoded of it is thinned to {@link #MAX_SIDE}. */
    static final long MAX_PIXELS = 24_000_000;

    static final int MIN_SIDE = 16;

    /** Of what is stored: even noise of this size, which no PNG makes smaller, fits into one frame to a station in either encoding. */
    static final int MAX_SIDE = 640;

    private ImageCodec() {}

    /** A picture as it is stored. */
    record Encoded(byte[] png, int widthPx, int heightPx) {}

    /** @throws ParleyException IMAGE_NOT_RECOGNISED or IMAGE_TOO_LARGE */
    static Encoded encode(byte[] upload) {
        if (upload.length > MAX_BYTES) {
            throw tooLarge("The file has %,d bytes; at most %,d are taken.".formatted(upload.length, MAX_BYTES));
        }
        ImageKind kind = ImageKind.of(upload)
                .orElseThrow(() -> notRecognised("The file is not a PNG, JPEG or WebP image; send one of these."));
        try {
            BufferedImage stored = decode(upload, kind);
            int orientation = kind == ImageKind.JPEG ? ExifOrientation.of(upload) : 1;
            BufferedImage upright = draw(stored, orientation);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            if (!ImageIO.write(upright, "png", png)) {
                throw new IllegalStateException("no PNG writer");
            }
            return new Encoded(png.toByteArray(), upright.getWidth(), upright.getHeight());
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            // Decoders answer damaged files with any of these; the file is the cause in every case.
            throw notRecognised(
                    "The file begins like a " + kind + " image but cannot be read as one; it may be damaged.");
        }
    }

    private static BufferedImage decode(byte[] upload, ImageKind kind) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.format());
        if (!readers.hasNext()) {
            throw new IllegalStateException("no reader for " + kind);
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireSize(width, height);
            ImageReadParam thinned = reader.getDefaultReadParam();
            int every = Math.max(1, Math.max(width, height) / (2 * MAX_SIDE));
            thinned.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, thinned);
        } finally {
            reader.dispose();
        }
    }

    /** Read from the header alone, before a single pixel is decoded: a small file can declare a huge picture. */
    private static void requireSize(int width, int height) {
        if ((long) width * height > MAX_PIXELS) {
            throw tooLarge("The image is %,d × %,d pixels; at most %,d pixels in all are taken."
                    .formatted(width, height, MAX_PIXELS));
        }
        if (width < MIN_SIDE || height < MIN_SIDE) {
            throw notRecognised(
                    "The image is %d × %d pixels; both sides need at least %d.".formatted(width, height, MIN_SIDE));
        }
    }

    private static BufferedImage draw(BufferedImage source, int orientation) {
        double scale = Math.min(1, (double) MAX_SIDE / Math.max(source.getWidth(), source.getHeight()));
        int width = Math.max(1, (int) Math.round(source.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(source.getHeight() * scale));
        boolean sideways = ExifOrientation.turnsSideways(orientation);
        BufferedImage target =
                new BufferedImage(sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        try {
            // What was transparent becomes white: a policy's camera knows no transparency.
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, target.getWidth(), target.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform transform = ExifOrientation.upright(orientation, width, height);
            transform.scale((double) width / source.getWidth(), (double) height / source.getHeight());
            graphics.drawRenderedImage(source, transform);
        } finally {
            graphics.dispose();
        }
        return target;
    }

    private static ParleyException notRecognised(String detail) {
        return new ParleyException(ErrorCode.IMAGE_NOT_RECOGNISED, detail);
    }

    private static ParleyException tooLarge(String detail) {
        return new ParleyException(ErrorCode.IMAGE_TOO_LARGE, detail);
    }
}
