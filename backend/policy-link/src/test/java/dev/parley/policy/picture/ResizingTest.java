package dev.parley.policy.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResizingTest {

    private static byte[] plain(int pixels, int red, int green, int blue) {
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < pixels; i++) {
            rgb[3 * i] = (byte) red;
            rgb[3 * i + 1] = (byte) green;
            rgb[3 * i + 2] = (byte) blue;
        }
        return rgb;
    }

    @Test
    void plainPictureStaysPlainAtEverySize() {
        assertThat(Resizing.withPadding(plain(16, 200, 100, 50), 4, 4, 9, 9)).isEqualTo(plain(81, 200, 100, 50));
        assertThat(Resizing.withPadding(plain(81, 200, 100, 50), 9, 9, 4, 4)).isEqualTo(plain(16, 200, 100, 50));
    }

    @Test
    void sameSizeIsTheSamePicture() {
        byte[] rgb = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertThat(Resizing.withPadding(rgb, 2, 2, 2, 2)).isEqualTo(rgb).isNotSameAs(rgb);
    }

    @Test
    void twiceAsLargeIsMixedFromWhatIsNext() {
        byte[] row = {0, 0, 0, 100, 100, 100};
        byte[] wide = Resizing.withPadding(row, 2, 1, 4, 2);
        assertThat(new int[] {wide[0], wide[3], wide[6], wide[9]}).containsExactly(0, 25, 75, 100);
        assertThat(Arrays.copyOfRange(wide, 12, 24)).isEqualTo(Arrays.copyOf(wide, 12));
    }

    @Test
    void pictureOfAnotherShapeStandsInTheMiddleOfBlack() {
        byte[] wide = Resizing.withPadding(plain(16, 9, 9, 9), 4, 4, 8, 4);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(wide[(y * 8 + x) * 3]).as("%d, %d", x, y).isEqualTo((byte) (x >= 2 && x < 6 ? 9 : 0));
            }
        }
    }

    @Test
    void colourFirstHoldsAllRedThenAllGreenThenAllBlue() {
        assertThat(Resizing.colourFirst(new byte[] {1, 2, 3, 4, 5, 6})).containsExactly(1, 4, 2, 5, 3, 6);
    }
}
