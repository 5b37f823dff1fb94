package dev.parley.sim.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneRendererTest {

    private static final Camera CAMERA = new Camera(160, 120, new Vector(.78f, 0, .62f), new Vector(0, 0, .05f), 46);
    private static final SceneRenderer.Quality QUALITY = new SceneRenderer.Quality(2, 3, 512, 1);
    private static final Drawable.Paint RED = new Drawable.Paint(.85f, .12f, .10f, .25f);
    private static final Drawable.Paint BLUE = new Drawable.Paint(.10f, .25f, .85f, .5f);

    private final int[] picture = new int[160 * 120];

    @Test
    void pictureMatchesTheRecordedDigest() throws Exception {
        SceneRenderer renderer = new SceneRenderer(
                CAMERA,
                QUALITY,
                List.of(
                        Drawable.box(.02f, .02f, .02f, at(.1f, -.1f, .02f), RED),
                        Drawable.cylinder(.02f, .03f, at(-.1f, .1f, .03f), BLUE),
                        Drawable.capsule(.02f, .05f, at(-.1f, -.15f, .2f), RED),
                        Drawable.bowl(.078f, .038f, at(.1f, .12f, 0), BLUE)));
        renderer.render(picture);

        assertThat(digest(picture)).isEqualTo("828cdeca46020de502d9544b070168915edc0ee29b732b37d13c258cc8d85369");
    }

    @Test
    void cubeCoversTheMiddleOfThePictureAndThrowsAShadow() {
        SceneRenderer empty = new SceneRenderer(CAMERA, QUALITY, List.of());
        empty.render(picture);
        int[] before = picture.clone();
        SceneRenderer renderer =
                new SceneRenderer(CAMERA, QUALITY, List.of(Drawable.box(.03f, .03f, .03f, at(0, 0, .05f), RED)));
        renderer.render(picture);

        int middle = picture[60 * 160 + 80];
        assertThat(red(middle)).isGreaterThan(2 * green(middle));
        assertThat(darkerPixels(before, picture)).isGreaterThan(50);
    }

    @Test
    void nearerObjectHidesTheFartherOne() {
        Drawable far = Drawable.box(.03f, .03f, .03f, at(-.1f, 0, .03f), RED);
        Drawable near = Drawable.box(.03f, .2f, .2f, at(.2f, 0, .2f), BLUE);
        new SceneRenderer(CAMERA, QUALITY, List.of(far, near)).render(picture);

        for (int pixel : picture) {
            assertThat(red(pixel) > 3 * green(pixel)).isFalse();
        }
    }

    @Test
    void objectBehindTheCameraIsNotDrawn() {
        SceneRenderer empty = new SceneRenderer(CAMERA, QUALITY, List.of());
        empty.render(picture);
        int[] before = picture.clone();
        new SceneRenderer(CAMERA, QUALITY, List.of(Drawable.box(.05f, .05f, .05f, at(1.5f, 0, 1), RED)))
                .render(picture);

        assertThat(picture).isEqualTo(before);
    }

    @Test
    void brighterLampMakesABrighterTable() {
        SceneRenderer renderer = new SceneRenderer(CAMERA, QUALITY, List.of());
        renderer.prepare(Light.at(2.2, 1, .85), 1, 0, 0);
        renderer.render(picture);
        long dim = brightness(picture);
        renderer.prepare(Light.at(2.2, 1, 1.1), 1, 0, 0);
        renderer.render(picture);

        assertThat(brightness(picture)).isGreaterThan(dim);
    }

    @Test
    void pictureOfTheWrongSizeIsRefused() {
        SceneRenderer renderer = new SceneRenderer(CAMERA, QUALITY, List.of());

        assertThatThrownBy(() -> renderer.render(new int[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("160×120");
    }

    private static PoseSource at(float x, float y, float z) {
        return into -> {
            Arrays.fill(into, 0);
            into[0] = 1;
            into[4] = 1;
            into[8] = 1;
            into[9] = x;
            into[10] = y;
            into[11] = z;
        };
    }

    private static int darkerPixels(int[] before, int[] after) {
        int count = 0;
        for (int i = 0; i < before.length; i++) {
            boolean stillWood = red(after[i]) > green(after[i]) && red(after[i]) < 2 * green(after[i]);
            if (stillWood && red(after[i]) < red(before[i]) - 20) {
                count++;
            }
        }
        return count;
    }

    private static long brightness(int[] picture) {
        long sum = 0;
        for (int pixel : picture) {
            sum += red(pixel) + green(pixel);
        }
        return sum;
    }

    private static int red(int pixel) {
        return pixel >> 16 & 255;
    }

    private static int green(int pixel) {
        return pixel >> 8 & 255;
    }

    private static String digest(int[] picture) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(4 * picture.length);
        bytes.asIntBuffer().put(picture);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
