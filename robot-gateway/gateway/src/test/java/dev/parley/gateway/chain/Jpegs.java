package dev.parley.gateway.chain;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A real JPEG of eight by eight pixels. */
final class Jpegs {
    private static final byte[] TINY = encode();

    private Jpegs() {}

    static byte[] tiny() {
        return TINY.clone();
    }

    private static byte[] encode() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
