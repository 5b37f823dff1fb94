package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.training.Phrasings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFolderTest {

    private static final SceneFolder CARRIED = SceneFolder.of("drawer-and-lid");

    @TempDir
    private Path folder;

    @Test
    void labsOwnFolderIsASceneLikeACarriedOne() throws IOException {
        Files.writeString(
                folder.resolve("scene.json"), CARRIED.text("scene.json").replace("drawer-and-lid", "my-scene"));
        Files.writeString(folder.resolve("model.xml"), CARRIED.text("model.xml"));

        try (SimulatedScene scene = SimulatedScene.open(folder.toString())) {
            scene.reset(3, Conditions.FREE);

            assertThat(scene.description().id()).isEqualTo("my-scene");
            assertThat(scene.description().recogniser().recognise("open the drawer"))
                    .isPresent();
            assertThat(Phrasings.load(scene.folder())
                            .trainingSentences(
                                    scene.description().vocabulary().task("open-drawer"),
                                    scene.description().vocabulary()))
                    .contains("pull the drawer open");
        }
    }

    @Test
    void folderWithoutADescriptionIsRefusedByName() {
        assertThatThrownBy(() -> SceneFolder.of(folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no scene.json")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void brokenDescriptionSaysWhatIsWrongWithIt() throws IOException {
        Files.writeString(
                folder.resolve("scene.json"),
                CARRIED.text("scene.json").replace("\"purpose\": \"latency\"", "\"purpose\": \"lateness\""));

        assertThatThrownBy(() -> SceneDescription.load(folder.toString()))
                .hasMessageContaining("lateness")
                .hasMessageContaining("latency");
    }
}
