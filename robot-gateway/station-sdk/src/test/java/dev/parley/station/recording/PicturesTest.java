package dev.parley.station.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {

    @Test
    void pngKeepsEveryPixel() throws IOException {
        int[] argb = noise(64, 48);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Pictures.png(argb, 64, 48)));
        assertThat(image.getRGB(0, 0, 64, 48, null, 0, 64)).isEqualTo(argb);
    }

    @Test
    void posterOfTheWorstPictureStillFits() throws IOException {
        byte[] poster = Pictures.poster(noise(640, 480), 640, 480);
        assertThat(poster.length).isLessThanOrEqualTo(64 * 1024);
        assertThat(ImageIO.read(new ByteArrayInputStream(poster)).getWidth()).isEqualTo(640);
    }

    @Test
    void posterOfAPlainPictureHasItsColour() throws IOException {
        int[] argb = new int[320 * 240];
        Arrays.fill(argb, 0xFF3060C0);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Pictures.poster(argb, 320, 240)));
        assertThat(image.getRGB(100, 100) & 0xFF).isBetween(0xB8, 0xC8);
    }

    @Test
    void wrongSizeIsNamed() {
        assertThatThrownBy(() -> Pictures.png(new int[5], 2, 2)).hasMessageContaining("has 4 pixels, this one has 5");
    }

    private static int[] noise(int width, int height) {
        Random random = new Random(7);
        return random.ints((long) width * height, 0, 0x1000000)
                .map(colour -> colour | 0xFF000000)
                .toArray();
    }
}
