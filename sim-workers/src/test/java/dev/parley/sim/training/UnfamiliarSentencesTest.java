package dev.parley.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of sentences by which policies are taught, and tested, to know what they were never trained on. */
class UnfamiliarSentencesTest {

    @Test
    void noUnfamiliarSentenceNamesATaskOfAnyCarriedScene() throws IOException {
        List<SceneDescription> scenes =
                SceneFolder.carriedIds().stream().map(SceneDescription::load).toList();
        for (String sentence : all()) {
            for (SceneDescription scene : scenes) {
                assertThat(scene.recogniser().recognise(sentence))
                        .as("'%s' in scene %s", sentence, scene.id())
                        .isEmpty();
            }
        }
    }

    @Test
    void noSentenceIsTrainedOnAndTestedWith() throws IOException {
        Map<String, List<String>> lists = lists();

        assertThat(all()).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(lists.get("training")).hasSizeGreaterThanOrEqualTo(250);
        assertThat(lists.get("heldOut")).hasSizeGreaterThanOrEqualTo(150);
    }

    private static List<String> all() throws IOException {
        List<String> all = new ArrayList<>();
        lists().values().forEach(all::addAll);
        return all;
    }

    private static Map<String, List<String>> lists() throws IOException {
        return new JsonMapper().readValue(Path.of("training/unfamiliar.json").toFile(), new TypeReference<>() {});
    }
}
