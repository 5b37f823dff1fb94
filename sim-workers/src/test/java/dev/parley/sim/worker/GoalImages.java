package dev.parley.sim.worker;

import com.google.protobuf.ByteString;
import dev.parley.station.v1.GoalImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Goal images as the platform sends them. */
final class GoalImages {

    private GoalImages() {}

    /** 640 × 480 pixels of one colour, 0xRRGGBB. */
    static GoalImage plain(int colour) {
        return of(png(640, 480, colour));
    }

    /** With its right digest. */
    static GoalImage of(byte[] file) {
        try {
            return GoalImage.newBuilder()
                    .setPng(ByteString.copyFrom(file))
                    .setSha256(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] png(int width, int height, int colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, colour);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
