package dev.parley.sim.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFolderTest {

    @TempDir
    Path folder;

    @Test
    void episodesAreReadAsTheyWereWritten() throws IOException {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            StagedEpisode staged = new Stage(scene).play(880_003, Cast.RANDOM);
            try (EndingWriter writer = new EndingWriter(folder, scene.description())) {
                writer.write(staged);
            }

            List<StagedFolder.Played> read = StagedFolder.read(folder, scene.description());

            assertThat(read).hasSize(1);
            StagedFolder.Played played = read.getFirst();
            assertThat(played.seed()).isEqualTo(880_003);
            assertThat(played.asked()).isEqualTo(staged.asked());
            assertThat(played.cast()).isEqualTo(Cast.RANDOM);
            assertThat(played.done()).isEqualTo(staged.done());
            for (int look = 0; look < 3; look++) {
                assertThat(played.ending().looks().get(look).image())
                        .isEqualTo(staged.ending().looks().get(look).image());
                assertThat(played.ending().looks().get(look).proprioception())
                        .isEqualTo(staged.ending().looks().get(look).proprioception());
            }
        }
    }

    @Test
    void episodesOfAnotherSceneAreRefused() throws IOException {
        new EndingWriter(folder, SceneDescription.load("blocks-and-bowls")).close();

        assertThatThrownBy(() -> StagedFolder.read(folder, SceneDescription.load("push-board")))
                .hasMessageContaining("other tasks than those of the scene push-board");
    }

    @Test
    void episodesCutOffAreRefused() throws IOException {
        new EndingWriter(folder, SceneDescription.load("blocks-and-bowls")).close();
        Files.write(folder.resolve("looks.u8"), new byte[100]);

        assertThatThrownBy(() -> StagedFolder.read(folder, SceneDescription.load("blocks-and-bowls")))
                .hasMessageContaining("interrupted");
    }
}
