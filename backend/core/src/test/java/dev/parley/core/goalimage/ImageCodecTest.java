package dev.parley.core.goalimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageCodecTest {
    /** 16 × 16, lossless, all red; made with libwebp. */
    private static final byte[] RED_WEBP =
            Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TA8AAAAvD8ADAAcQ/Y/+ByKi/wEA");

    @Test
    void pngAndJpegBecomePngWithTheSamePicture() throws IOException {
        for (String format : new String[] {"png", "jpeg"}) {
            ImageCodec.Encoded encoded = ImageCodec.encode(file(halves(64, 48), format));
            BufferedImage picture = read(encoded.png());
            assertThat(ImageKind.of(encoded.png())).contains(ImageKind.PNG);
            assertThat(encoded.widthPx()).isEqualTo(64);
            assertThat(encoded.heightPx()).isEqualTo(48);
            assertRed(picture.getRGB(10, 24));
            assertBlue(picture.getRGB(54, 24));
        }
    }

    @Test
    void webpBecomesPng() throws IOException {
        ImageCodec.Encoded encoded = ImageCodec.encode(RED_WEBP);
        assertThat(encoded.widthPx()).isEqualTo(16);
        assertRed(read(encoded.png()).getRGB(8, 8));
    }

    @Test
    void aLargePhotoIsThinnedToThePixelsOfACamera() {
        ImageCodec.Encoded encoded = ImageCodec.encode(file(halves(4_000, 3_000), "jpeg"));
        assertThat(encoded.widthPx()).isEqualTo(640);
        assertThat(encoded.heightPx()).isEqualTo(480);
    }

    @Test
    void evenNoiseFitsIntoAFrameToAStation() {
        BufferedImage noise = new BufferedImage(ImageCodec.MAX_SIDE, ImageCodec.MAX_SIDE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        ImageCodec.Encoded encoded = ImageCodec.encode(file(noise, "png"));
        int asText = encoded.png().length / 3 * 4;
        assertThat(asText).isLessThan(WireLimits.CONTROL_FRAME_BYTES - 64 * 1024);
    }

    @Test
    void aPhotoHeldUprightStaysUprightAndLosesItsMetadata() throws IOException {
        byte[] lying = withExif(file(halves(64, 48), "jpeg"), 6);
        ImageCodec.Encoded encoded = ImageCodec.encode(lying);
        BufferedImage picture = read(encoded.png());
        assertThat(encoded.widthPx()).isEqualTo(48);
        assertThat(encoded.heightPx()).isEqualTo(64);
        // Turned by a quarter clockwise, left becomes top.
        assertRed(picture.getRGB(24, 10));
        assertBlue(picture.getRGB(24, 54));
        assertThat(new String(encoded.png(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "Secret-Place");
    }

    @Test
    void aTextFileNamedPngIsNotAnImage() {
        assertRefused("hello, I am text".getBytes(StandardCharsets.UTF_8), ErrorCode.IMAGE_NOT_RECOGNISED, "PNG, JPEG");
        assertRefused(new byte[0], ErrorCode.IMAGE_NOT_RECOGNISED, "PNG, JPEG");
    }

    @Test
    void anImageThatEndsTooEarlyIsDamaged() {
        byte[] whole = file(halves(64, 48), "png");
        assertRefused(Arrays.copyOf(whole, 40), ErrorCode.IMAGE_NOT_RECOGNISED, "damaged");
    }

    @Test
    void aSmallFileThatDeclaresHugeDimensionsIsRefusedBeforeDecoding() throws IOException {
        assertRefused(pngHeader(30_000, 30_000), ErrorCode.IMAGE_TOO_LARGE, "30,000 × 30,000");
        assertRefused(pngHeader(24_001, 1_000), ErrorCode.IMAGE_TOO_LARGE, "24,000,000");
        assertRefused(pngHeader(15, 400), ErrorCode.IMAGE_NOT_RECOGNISED, "at least 16");
    }

    @Test
    void aFileOverEightMebibytesIsRefused() {
        byte[] big = Arrays.copyOf(file(halves(64, 48), "png"), ImageCodec.MAX_BYTES + 1);
        assertRefused(big, ErrorCode.IMAGE_TOO_LARGE, "8,388,608");
        assertThat(ImageCodec.encode(Arrays.copyOf(big, ImageCodec.MAX_BYTES)).widthPx())
                .isEqualTo(64);
    }

    private static void assertRefused(byte[] upload, ErrorCode code, String words) {
        assertThatThrownBy(() -> ImageCodec.encode(upload))
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    private static byte[] file(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, format, out)).isTrue();
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static void assertRed(int rgb) {
        Color colour = new Color(rgb);
        assertThat(colour.getRed()).isGreaterThan(200);
        assertThat(colour.getBlue()).isLessThan(60);
    }

    private static void assertBlue(int rgb) {
        Color colour = new Color(rgb);
        assertThat(colour.getBlue()).isGreaterThan(200);
        assertThat(colour.getRed()).isLessThan(60);
    }

    /** A PNG that is only its header: enough to declare any size in a few bytes. */
    private static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(chunk);
        header.writeBytes("IHDR");
        header.writeInt(width);
        header.writeInt(height);
        header.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.toByteArray());
        out.writeInt(13);
        out.write(chunk.toByteArray());
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }

    /** Puts an Exif segment with an orientation and a private text behind the JPEG's start marker. */
    private static byte[] withExif(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(tiff);
        out.writeBytes("Exif\0\0MM");
        out.writeShort(42);
        out.writeInt(8);
        out.writeShort(1);
        out.writeShort(0x0112);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        out.writeBytes("Secret-Place");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(all);
        file.write(jpeg, 0, 2);
        file.writeShort(0xffe1);
        file.writeShort(tiff.size() + 2);
        file.write(tiff.toByteArray());
        file.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }
}
