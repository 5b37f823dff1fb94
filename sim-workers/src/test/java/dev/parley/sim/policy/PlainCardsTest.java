package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What cards say of policies and scenes stands on Ask and on public pages, and under the pointer there, for people who know neither networks nor robots. */
class PlainCardsTest {
    private static final Pattern JARGON = Pattern.compile(
            "[0-9]+ ?[×x] ?[0-9]+|\\b(network|pixels?|checkpoint|controller|embeddings?|weights|parameters|trunk|DoF|SCARA|end effector|parallel gripper|kinematics?|differential[- ]drive|privileged|embodiments?|ONNX|action limits|closed form)\\b|!",
            Pattern.CASE_INSENSITIVE);

    @Test
    void descriptionsAreInWordsThatEverybodyReads() throws IOException {
        try (Stream<Path> cards = Files.walk(Path.of("src/main/resources/policies"))) {
            List<Path> all = cards.filter(file -> file.endsWith("policy.json")).toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path file : all) {
                isPlain(file, "title");
                isPlain(file, "description");
            }
        }
    }

    /** The body's technical name stays in {@code embodiment.title}, which no page shows. */
    @Test
    void scenesAreInWordsThatEverybodyReadsToo() throws IOException {
        try (Stream<Path> scenes = Files.walk(Path.of("src/main/resources/scenes"))) {
            List<Path> all = scenes.filter(file -> file.endsWith("scene.json")).toList();
            assertThat(all).hasSizeGreaterThan(5);
            for (Path file : all) {
                isPlain(file, "title");
                isPlain(file, "description");
            }
        }
    }

    private static void isPlain(Path file, String field) throws IOException {
        String text = said(file, field);
        assertThat(text).as("%s of %s", field, file).isNotBlank();
        assertThat(JARGON.matcher(text).results().map(found -> found.group()))
                .as("%s says: %s", file, text)
                .isEmpty();
    }

    @Test
    void cardsThatTrainingPublishesSayTheSame() throws IOException {
        for (String name : List.of(
                "arm-many",
                "arm-many-early",
                "planner",
                "room-goal",
                "room-goal-early",
                "tabletop-bc",
                "tabletop-bc-early")) {
            assertThat(description(Path.of("training/cards/" + name + ".json")))
                    .isEqualTo(description(Path.of("src/main/resources/policies/" + name + "/policy.json")));
        }
    }

    private static String description(Path file) throws IOException {
        return said(file, "description");
    }

    private static String said(Path file, String field) throws IOException {
        return new JsonMapper().readTree(file.toFile()).path(field).asText();
    }
}
