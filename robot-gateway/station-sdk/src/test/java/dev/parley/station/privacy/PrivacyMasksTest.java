package dev.parley.station.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.station.v1.PrivacyMask;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyMasksTest {
    private static final int GREY = 0xFF808080;
    private static final int BLACK = 0xFF000000;

    @Test
    void everyPixelThatAMaskTouchesIsBlackAndNoOther() {
        int[] picture = grey(8, 4);
        PrivacyMasks.parse("0,0,0.25,1;0.55,0.5,0.2,0.3").apply(picture, 8, 4);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 8; x++) {
                // 0.55 of 8 is inside pixel 4, 0.75 is where pixel 6 begins; 0.8 of 4 is inside pixel 3.
                boolean hidden = x < 2 || (x >= 4 && x < 6 && y >= 2);
                assertThat(picture[y * 8 + x]).as("pixel %d, %d", x, y).isEqualTo(hidden ? BLACK : GREY);
            }
        }
    }

    @Test
    void whereNothingIsHiddenNothingChanges() {
        int[] picture = grey(8, 4);
        PrivacyMasks.NONE.apply(picture, 8, 4);
        assertThat(picture).containsOnly(GREY);
        assertThat(PrivacyMasks.NONE.announced()).isEmpty();
    }

    @Test
    void wholePictureCanBeHidden() {
        int[] picture = grey(7, 5);
        PrivacyMasks.parse("0,0,1,1").apply(picture, 7, 5);
        assertThat(picture).containsOnly(BLACK);
    }

    @Test
    void smallestMaskHidesAPixel() {
        int[] picture = grey(8, 4);
        PrivacyMasks.parse("0.5,0.5,0.0001,0.0001").apply(picture, 8, 4);
        assertThat(Arrays.stream(picture).filter(pixel -> pixel == BLACK)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0,0,1",
                "0,0,1,1,1",
                "a,0,1,1",
                "-0.1,0,0.5,0.5",
                "0,0,0,1",
                "0,0,1.01,1",
                "0.6,0,0.5,1",
                "0,0.6,1,0.5",
                "NaN,0,0.5,0.5",
                "0,0,Infinity,1"
            })
    void maskThatIsNoneIsRefusedInWords(String text) {
        assertThatThrownBy(() -> PrivacyMasks.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A privacy mask");
    }

    @Test
    void sixteenArePossibleAndNotSeventeen() {
        PrivacyMask mask = PrivacyMasks.parse("0,0,0.1,0.1").announced().getFirst();
        assertThat(new PrivacyMasks(Collections.nCopies(16, mask)).announced()).hasSize(16);
        List<PrivacyMask> tooMany = Collections.nCopies(17, mask);
        assertThatThrownBy(() -> new PrivacyMasks(tooMany)).hasMessage("A camera has at most 16 privacy masks, not 17");
    }

    private static int[] grey(int widthPx, int heightPx) {
        int[] picture = new int[widthPx * heightPx];
        Arrays.fill(picture, GREY);
        return picture;
    }
}
