package dev.parley.core.support;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.startphoto.PresentPictures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Cameras of stations that show what a test puts before them: a grey table with a dark cube, and the noise of a sensor. */
@ApplicationScoped
public class HandCamera implements PresentPictures {
    private final Map<StationId, byte[]> tables = new ConcurrentHashMap<>();
    private final Map<StationId, Wanted> wanted = new ConcurrentHashMap<>();

    public void shows(StationId station, byte[] png) {
        tables.put(station, png);
    }

    /** From now on nothing comes of it. */
    public void breaks(StationId station) {
        tables.remove(station);
    }

    /** What was asked of it last. */
    public Wanted asked(StationId station) {
        return requireNonNull(wanted.get(station), "nothing was asked of it");
    }

    @Override
    public Uni<byte[]> take(StationId station, Wanted wanted) {
        this.wanted.put(station, wanted);
        byte[] png = tables.get(station);
        return png == null
                ? Uni.createFrom().failure(new ParleyException(ErrorCode.SERVICE_AWAY, "The camera's cable is out."))
                : Uni.createFrom().item(png);
    }

    /**
     * @param left of the cube, in pixels of 320
     * @param light of the room: 1 as usual
     * @param noise seed of the sensor's, a few levels wide
     */
    public static byte[] table(int left, double light, long noise) {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = image.createGraphics();
        paint.setColor(level(150 * light));
        paint.fillRect(0, 0, 320, 240);
        paint.setColor(level(90 * light));
        paint.fillOval(220, 120, 50, 40);
        paint.setColor(level(50 * light));
        paint.fillRect(left, 100, 18, 18);
        paint.dispose();
        Random random = new Random(noise);
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                int grey = Math.clamp((image.getRGB(x, y) & 0xff) + Math.round(4 * random.nextGaussian()), 0, 255);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return png(image);
    }

    private static Color level(double grey) {
        int whole = (int) Math.clamp(Math.round(grey), 0, 255);
        return new Color(whole, whole, whole);
    }

    public static byte[] png(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
