package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.RenderRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreviewsTest {

    private static SimulatedScene scene;

    @BeforeAll
    static void openScene() {
        scene = SimulatedScene.open("blocks-and-bowls");
    }

    @AfterAll
    static void closeScene() {
        scene.close();
    }

    @Test
    void sameSeedIsTheSamePictureAndAnotherSeedIsAnother() {
        assertThat(render(request(1))).isEqualTo(render(request(1))).isNotEqualTo(render(request(2)));
    }

    @Test
    void previewHasTheWantedSize() throws IOException {
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(render(request(1).setWidthPx(320).setHeightPx(240))));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(240);
    }

    @Test
    void pinnedConditionChangesThePicture() {
        RenderRequest.Builder moved = request(1)
                .addConditions(
                        Condition.newBuilder().setName("light.azimuth_rad").setNumber(1.8));
        assertThat(render(moved)).isNotEqualTo(render(request(1)));
    }

    @Test
    void absentSeedIsNotZero() {
        assertThatThrownBy(() -> render(request(1).clearSeed())).hasMessageContaining("needs a seed");
    }

    @Test
    void whatCannotBeDrawnIsNamed() {
        assertThatThrownBy(() -> render(request(1).setSceneId("kitchen"))).hasMessageContaining("not kitchen");
        assertThatThrownBy(() -> render(request(1).setCamera("wrist"))).hasMessageContaining("not wrist");
        assertThatThrownBy(() -> render(request(1).setWidthPx(30_000)))
                .hasMessage("Width must be from 16 to 640 pixels, not 30000");
    }

    private static RenderRequest.Builder request(long seed) {
        return RenderRequest.newBuilder()
                .setSceneId("blocks-and-bowls")
                .setCamera("main")
                .setSeed(seed);
    }

    private static byte[] render(RenderRequest.Builder request) {
        return new Previews(scene).draw(request.build()).getPng().toByteArray();
    }
}
