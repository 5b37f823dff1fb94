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

/** What a card says of its policy stands on Ask and on its page, for people who know neither networks nor robots. */
class PlainCardsTest {
    private static final Pattern JARGON = Pattern.compile(
            "[0-9]+ ?[×x] ?[0-9]+|\\b(network|pixels?|checkpoint|controller|embeddings?|weights|parameters|trunk|DoF|ONNX|action limits|closed form)\\b|!",
            Pattern.CASE_INSENSITIVE);

    @Test
    void descriptionsAreInWordsThatEverybodyReads() throws IOException {
        try (Stream<Path> cards = Files.walk(Path.of("src/main/resources/policies"))) {
            List<Path> all = cards.filter(file -> file.endsWith("policy.json")).toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path file : all) {
                String description = description(file);
                assertThat(description).as(file.toString()).isNotBlank();
                assertThat(JARGON.matcher(description).results().map(found -> found.group()))
                        .as("%s says: %s", file, description)
                        .isEmpty();
            }
        }
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
        return new JsonMapper().readTree(file.toFile()).path("description").asText();
    }
}
