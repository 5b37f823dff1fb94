package dev.parley.core.dataset.lerobot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jboss.logging.Logger;

/**
 * What is said of a camera's pictures, each channel from 0 to 1. Video is never decoded in the server's process, so it is taken from the
 * stills that stations send: one an episode, of its end, and of at most some hundred episodes. Where there is none, the count is 0 and the
 * numbers are those of an even spread.
 */
final class PictureStats {
    private static final Logger LOG = Logger.getLogger(PictureStats.class);
    private static final int MOST_PICTURES = 400;
    private static final int LARGEST_SIDE = 4096;

    /** One pixel in so many each way: enough for a mean. */
    private static final int STRIDE = 4;

    private final FeatureStats channels = new FeatureStats(3);
    private long pictures;

    boolean full() {
        return pictures >= MOST_PICTURES;
    }

    /** A still that cannot be read is left out. */
    void add(InputStream jpeg) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(jpeg)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                if (reader.getWidth(0) <= LARGEST_SIDE && reader.getHeight(0) <= LARGEST_SIDE) {
                    add(reader.read(0));
                }
            } finally {
                reader.dispose();
            }
        } catch (IIOException e) {
            // Left out: what a station drew badly keeps nobody's data set from being written.
            LOG.debugf(e, "a still cannot be read");
        }
    }

    private void add(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y += STRIDE) {
            for (int x = 0; x < picture.getWidth(); x += STRIDE) {
                int rgb = picture.getRGB(x, y);
                channels.add((rgb >> 16 & 0xFF) / 255f, (rgb >> 8 & 0xFF) / 255f, (rgb & 0xFF) / 255f);
            }
        }
        pictures++;
    }

    /** Each (3, 1, 1), as the format wants it of pictures. */
    Map<String, Object> all() {
        Map<String, Object> stats = new LinkedHashMap<>();
        if (pictures == 0) {
            Map<String, Double> even = Map.of(
                    "min",
                    0.0,
                    "max",
                    1.0,
                    "mean",
                    0.5,
                    "std",
                    Math.sqrt(1 / 12.0),
                    "q01",
                    0.01,
                    "q10",
                    0.1,
                    "q50",
                    0.5,
                    "q90",
                    0.9,
                    "q99",
                    0.99);
            FeatureStats.NAMES.forEach(name -> stats.put(
                    name,
                    name.equals("count")
                            ? List.of(0)
                            : nested(List.of(even.get(name), even.get(name), even.get(name)))));
            return stats;
        }
        channels.all()
                .forEach((name, values) -> stats.put(name, name.equals("count") ? List.of(pictures) : nested(values)));
        return stats;
    }

    private static List<List<List<Number>>> nested(List<? extends Number> values) {
        return values.stream().map(value -> List.of(List.<Number>of(value))).toList();
    }
}
