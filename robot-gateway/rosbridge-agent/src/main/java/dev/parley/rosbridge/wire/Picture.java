package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a camera: red, green, blue, three bytes a pixel, rows from the top.
 *
 * @param stampNs the camera's time; 0 where it has no clock
 */
public record Picture(int widthPx, int heightPx, byte[] rgb, long stampNs) {
    private static final int COLOURS = 3;
    private static final int LONGEST_SIDE = 4096;

    /** From a sensor_msgs Image or CompressedImage. */
    public static Picture of(JsonNode message, RosVersion version) throws RosFault {
        long stampNs = version.nanos(message.path("header").path("stamp"));
        byte[] data = bytes(message.path("data"));
        return message.has("format") ? compressed(data, stampNs) : raw(message, data, stampNs);
    }

    /** One int a pixel, 0xFFRRGGBB. */
    public int[] argb() {
        int[] argb = new int[widthPx * heightPx];
        for (int i = 0; i < argb.length; i++) {
            int at = i * COLOURS;
            argb[i] = 0xFF000000 | (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
        }
        return argb;
    }

    /** From one int a pixel. */
    public static Picture ofArgb(int[] argb, int widthPx, int heightPx, long stampNs) {
        byte[] rgb = new byte[argb.length * COLOURS];
        for (int i = 0; i < argb.length; i++) {
            rgb[i * COLOURS] = (byte) (argb[i] >> 16);
            rgb[i * COLOURS + 1] = (byte) (argb[i] >> 8);
            rgb[i * COLOURS + 2] = (byte) argb[i];
        }
        return new Picture(widthPx, heightPx, rgb, stampNs);
    }

    /** Raw in CBOR, base64 in JSON: one call reads both. */
    private static byte[] bytes(JsonNode data) throws RosFault {
        try {
            byte @Nullable [] bytes = data.binaryValue();
            if (bytes == null) {
                throw new RosFault("A picture has no data.");
            }
            return bytes;
        } catch (IOException e) {
            throw new RosFault("A picture's data are no base64.", e);
        }
    }

    private static Picture raw(JsonNode message, byte[] data, long stampNs) throws RosFault {
        int width = side(message.path("width").asInt());
        int height = side(message.path("height").asInt());
        int step = message.path("step").asInt();
        String encoding = message.path("encoding").asText();
        int[] order = order(encoding);
        int pixel = encoding.endsWith("a8") ? 4 : order[0] == order[1] ? 1 : COLOURS;
        if (step < width * pixel || data.length < (long) step * height) {
            throw new RosFault("A picture of %d×%d %s has %d bytes in rows of %d."
                    .formatted(width, height, encoding, data.length, step));
        }
        byte[] rgb = new byte[width * height * COLOURS];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = y * step + x * pixel;
                int to = (y * width + x) * COLOURS;
                rgb[to] = data[from + order[0]];
                rgb[to + 1] = data[from + order[1]];
                rgb[to + 2] = data[from + order[2]];
            }
        }
        return new Picture(width, height, rgb, stampNs);
    }

    private static int[] order(String encoding) throws RosFault {
        return switch (encoding) {
            case "rgb8", "rgba8" -> new int[] {0, 1, 2};
            case "bgr8", "bgra8" -> new int[] {2, 1, 0};
            case "mono8" -> new int[] {0, 0, 0};
            default ->
                throw new RosFault(
                        "A picture's encoding is " + encoding + "; rgb8, bgr8, rgba8, bgra8 and mono8 can be read.");
        };
    }

    private static int side(int px) throws RosFault {
        if (px < 1 || px > LONGEST_SIDE) {
            throw new RosFault("A picture's side has " + px + " pixels; 1 to " + LONGEST_SIDE + " are possible.");
        }
        return px;
    }

    /** JPEG or PNG; the size is looked at before anything is decoded. */
    private static Picture compressed(byte[] data, long stampNs) throws RosFault {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(data))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new RosFault("A compressed picture is neither JPEG nor PNG.");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                int width = side(reader.getWidth(0));
                int height = side(reader.getHeight(0));
                BufferedImage image = reader.read(0);
                return ofArgb(image.getRGB(0, 0, width, height, null, 0, width), width, height, stampNs);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RosFault("A compressed picture cannot be read: " + e.getMessage(), e);
        }
    }
}
