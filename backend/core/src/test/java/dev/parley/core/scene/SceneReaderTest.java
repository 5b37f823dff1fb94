package dev.parley.core.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SceneReaderTest {

    private static final String BOARD = """
            {"title": "Board", "embodiment": {"id": "arm"}, "controlHz": 10, "horizonSteps": 100,
             "objects": [{"id": "star", "noun": "star", "colour": "red"}, {"id": "drawer", "noun": "drawer"}],
             "places": [{"id": "corner", "names": ["top left corner"], "xM": 0}],
             "groups": [{"id": "all", "names": ["everything"], "members": ["star"]}],
             "tasks": [
               {"id": "push", "predicate": {"kind": "in-region", "object": "star", "target": "corner", "within_m": 0.1},
                "instruction": "push the red star to the top left corner", "reading": "it lies there"},
               {"id": "tidy", "predicate": {"kind": "all-of", "object": "all", "parts": [{"kind": "x"}]},
                "instruction": "tidy up", "reading": "all is tidy"}]%s}""";

    private final SceneReader reader = new SceneReader(new ObjectMapper());

    @Test
    void sentencesAreReadByTheWordsThatTheStationAnnounces() {
        SceneData scene = read(
                ", \"language\": {\"choices\": {\"go\": \"shove|bump\"}, \"before\": \"now\", \"after\": \"\", \"sayings\": ["
                        + "{\"means\": {\"kind\": \"in-region\"}, \"forms\": [\"$go {object} (to|into) {target}\"]},"
                        + "{\"means\": {\"kind\": \"all-of\"}, \"forms\": [\"tidy {object}\"]}]}");

        assertThat(scene.recognise("now bump the star into the top left corner"))
                .map(SceneData.TaskData::id)
                .contains("push");
        assertThat(scene.recognise("tidy everything"))
                .map(SceneData.TaskData::id)
                .contains("tidy");
        assertThat(scene.recognise("nudge the star to the top left corner")).isEmpty();
    }

    @Test
    void sceneWithoutWordsOfItsOwnIsReadByTheUsualOnes() {
        assertThat(read("").recognise("please nudge the red star into the top left corner"))
                .map(SceneData.TaskData::id)
                .contains("push");
    }

    @Test
    void predicateKeepsItsTextsAndLeavesTolerancesToTheStation() {
        assertThat(read("").tasks().getFirst().predicate())
                .isEqualTo(Map.of("kind", "in-region", "object", "star", "target", "corner"));
    }

    @Test
    void brokenWordsAreRefusedByName() {
        assertThatThrownBy(() ->
                        read(", \"language\": {\"choices\": {}, \"before\": \"(\", \"after\": \"\", \"sayings\": []}"))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BODY_MALFORMED))
                .hasMessageContaining("language");
        assertThatThrownBy(() -> read(", \"language\": {}"))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("language");
    }

    private SceneData read(String more) {
        return reader.read("board", "1", BOARD.formatted(more).getBytes(StandardCharsets.UTF_8));
    }
}
