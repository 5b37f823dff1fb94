package dev.parley.core.startphoto;

import static dev.parley.core.support.HandCamera.png;
import static dev.parley.core.support.HandCamera.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final double USUAL = 0.06;

    @Test
    void sameTableIsAlikeDespiteTheNoiseOfItsCamera() throws IOException {
        assertThat(likeness(table(100, 1, 1), table(100, 1, 1)).difference()).isZero();
        assertThat(likeness(table(100, 1, 1), table(100, 1, 2)).difference()).isLessThan(0.01);
    }

    @Test
    void cloudBeforeTheSunMovesNothing() throws IOException {
        assertThat(likeness(table(100, 1, 1), table(100, 0.9, 2)).difference()).isLessThan(USUAL);
        assertThat(likeness(table(100, 1, 1), table(100, 1.1, 2)).difference()).isLessThan(USUAL);
    }

    @Test
    void cubeThatWasMovedIsFoundWhereItIsOrWas() throws IOException {
        Likeness moved = likeness(table(100, 1, 1), table(160, 1, 2));
        assertThat(moved.difference()).isGreaterThan(0.15);
        double x = 320 * (moved.place().left() + moved.place().width() / 2);
        double y = 240 * (moved.place().top() + moved.place().height() / 2);
        assertThat(y).isCloseTo(109, within(15.0));
        assertThat(Math.min(Math.abs(x - 109), Math.abs(x - 169))).isLessThan(15);
    }

    @Test
    void shiftOfHalfAWidthIsUnlikeAndAPixelIsNot() throws IOException {
        assertThat(likeness(table(100, 1, 1), table(109, 1, 2)).difference()).isGreaterThan(USUAL);
        assertThat(likeness(table(100, 1, 1), table(101, 1, 2)).difference()).isLessThan(USUAL);
    }

    @Test
    void itIsTheSameFromBothSidesAndAtMostOne() throws IOException {
        byte[] first = table(100, 1, 1);
        byte[] second = table(200, 1, 2);
        assertThat(likeness(first, second).difference())
                .isCloseTo(likeness(second, first).difference(), within(1e-12));
        BufferedImage halves = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = halves.createGraphics();
        paint.setColor(Color.WHITE);
        paint.fillRect(0, 0, 150, 240);
        paint.dispose();
        BufferedImage other = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        paint = other.createGraphics();
        paint.setColor(Color.WHITE);
        paint.fillRect(170, 0, 150, 240);
        paint.dispose();
        assertThat(likeness(png(halves), png(other)).difference()).isCloseTo(1, within(1e-9));
    }

    @Test
    void picturesOfAnotherSizeAreComparedAllTheSame() throws IOException {
        BufferedImage small = new BufferedImage(GreyPicture.COLUMNS, GreyPicture.ROWS, BufferedImage.TYPE_INT_RGB);
        BufferedImage large = new BufferedImage(641, 479, BufferedImage.TYPE_INT_RGB);
        assertThat(likeness(png(small), png(large)).difference()).isZero();
    }

    @Test
    void whatIsNoPictureOrTooSmallOrTooLargeIsRefusedBeforeItIsDecoded() {
        assertThatThrownBy(() -> GreyPicture.of("no picture".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> GreyPicture.of(new byte[2 * 1024 * 1024 + 1])).hasMessageContaining("2 MiB");
        assertThatThrownBy(() -> GreyPicture.of(png(new BufferedImage(63, 48, BufferedImage.TYPE_INT_RGB))))
                .hasMessageContaining("63 × 48");
        assertThatThrownBy(() -> GreyPicture.of(png(new BufferedImage(4097, 48, BufferedImage.TYPE_INT_RGB))))
                .hasMessageContaining("4097 × 48");
    }

    private static Likeness likeness(byte[] first, byte[] second) throws IOException {
        return Likeness.of(GreyPicture.of(first), GreyPicture.of(second));
    }
}
