package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GoalPictureTest {

    @Test
    void smallerPictureAveragesTheAreaEachPixelCovers() {
        GoalPicture four = GoalPicture.of(new int[] {0x000000, 0x0A0000, 0x00FF00, 0x0000FF}, 2, 2);

        assertThat(four.scaled(1, 1).rgb()).containsExactly(3, 64, 64);
    }

    @Test
    void pixelsThatAreCutCountByTheirShare() {
        GoalPicture row = GoalPicture.of(new int[] {0x1E0000, 0x3C0000, 0x5A0000}, 3, 1);

        assertThat(row.scaled(2, 1).rgb()).containsExactly(40, 0, 0, 80, 0, 0);
    }

    @Test
    void largerPictureKeepsItsColours() {
        GoalPicture grey = GoalPicture.of(new int[] {0x808080}, 1, 1);

        assertThat(grey.scaled(3, 2).rgb()).hasSize(18).containsOnly((byte) 0x80);
    }

    @Test
    void sameSizeIsTheSamePicture() {
        GoalPicture picture = GoalPicture.of(new int[] {1, 2}, 2, 1);

        assertThat(picture.scaled(2, 1).rgb()).isSameAs(picture.rgb());
    }

    @Test
    void pixelsThatDoNotFillThePictureAreRefused() {
        assertThatThrownBy(() -> new GoalPicture(2, 2, new byte[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 12 numbers, not 3");
    }
}
