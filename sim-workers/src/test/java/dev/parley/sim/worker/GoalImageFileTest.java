package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.policy.GoalPicture;
import dev.parley.station.v1.GoalImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class GoalImageFileTest {

    @Test
    void pictureArrivesPixelByPixel() {
        GoalPicture picture = GoalImageFile.read(GoalImages.of(GoalImages.png(33, 21, 0xFF8001)));

        assertThat(picture.width()).isEqualTo(33);
        assertThat(picture.height()).isEqualTo(21);
        assertThat(Arrays.copyOfRange(picture.rgb(), 6, 9)).containsExactly(0xFF, 0x80, 0x01);
    }

    @Test
    void whatIsNoPngIsRefused() {
        assertRefused(GoalImages.of("GIF89a".getBytes(StandardCharsets.US_ASCII)), "no PNG file");
        assertRefused(GoalImage.getDefaultInstance(), "no PNG file");
    }

    @Test
    void damagedPictureIsRefused() {
        byte[] png = GoalImages.png(33, 21, 0);

        assertRefused(GoalImages.of(png).toBuilder().setSha256("00").build(), "not the announced 00");
        assertRefused(GoalImages.of(Arrays.copyOf(png, 50)), "cannot be read");
    }

    @Test
    void smallFileThatDeclaresAHugePictureIsRefusedBeforeDecoding() {
        byte[] png = GoalImages.png(33, 21, 0);
        ByteBuffer.wrap(png).putInt(16, 30_000).putInt(20, 30_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

        assertRefused(GoalImages.of(png), "30000 × 30000 pixels; at most 1024 a side");
    }

    @Test
    void fileThatIsTooLargeIsRefused() {
        byte[] large = Arrays.copyOf(GoalImages.png(33, 21, 0), GoalImageFile.MOST_BYTES + 1);

        assertRefused(GoalImages.of(large), "at most 2097152 are taken");
    }

    private static void assertRefused(GoalImage image, String why) {
        assertThatThrownBy(() -> GoalImageFile.read(image))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
