package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Several people ask again and again while the worker is killed under them. {@code -Dparley.endurance.asks=4} is the long run: so
 * many asks of each person, at most five. Each run draws other sentences and other moments.
 */
@Tag("slow")
@ExtendWith(SharedPlatform.class)
class EnduranceIT {
    private static final int PEOPLE = 3;
    private static final int ASKS_EACH = Integer.getInteger("parley.endurance.asks", 2);

    /** Fewer than the attempts of one turn, so that even one that is hit every time still gets its episode. */
    private static final int KILLS = 2;

    private static final Duration EACH_WITHIN = Duration.ofMinutes(5);
    private static final List<String> SENTENCES = List.of(
            "put the red cube in the blue bowl",
            "put the green cube in the orange bowl",
            "push everything to the left",
            "put the blue cube in the orange bowl");

    @Test
    void everyAskGetsExactlyOneEpisodeHoweverOftenTheWorkerIsKilled(Platform platform) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> sentences = new ArrayList<>(SENTENCES);
        Collections.shuffle(sentences, random);
        List<Visitor> people = new ArrayList<>();
        List<String> asks = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            people.add(new Visitor(platform));
        }
        for (int turn = 0; turn < ASKS_EACH; turn++) {
            for (Visitor person : people) {
                asks.add(person.ask(sentences.get(turn % sentences.size())));
            }
        }
        Set<Integer> killedAt = new HashSet<>();
        while (killedAt.size() < KILLS) {
            killedAt.add(random.nextInt(asks.size()));
        }

        List<JsonNode> episodes = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            Visitor anybody = people.get(i % PEOPLE);
            if (killedAt.contains(i)) {
                anybody.await(asks.get(i), EnduranceIT::hasMoved, EACH_WITHIN);
                platform.child("sim-1").destroyForcibly();
            }
            JsonNode ended = anybody.await(
                    asks.get(i), view -> view.path("state").asText().equals("COMPLETED"), EACH_WITHIN);
            for (JsonNode summary : ended.path("episodes")) {
                episodes.add(anybody.episode(summary.path("id").asText()));
            }
        }

        String replay = "random seed " + seed;
        for (String ask : asks) {
            List<JsonNode> whole = episodes.stream()
                    .filter(episode -> episode.path("promptId").asText().equals(ask))
                    .filter(episode -> !lost(episode))
                    .toList();
            assertThat(whole).as(replay).hasSize(1);
            assertThat(whole.getFirst().path("state").asText()).as(replay).isIn("TERMINATED", "TRUNCATED");
            assertThat(whole.getFirst().path("steps").asInt()).as(replay).isPositive();
            assertThat(whole.getFirst().path("recordings")).as(replay).hasSize(1);
        }
        assertThat(episodes.stream().filter(EnduranceIT::lost).count())
                .as(replay)
                .isBetween(1L, (long) KILLS);
        assertThat(episodes.stream().map(episode -> episode.path("fence").asLong()))
                .as(replay)
                .doesNotHaveDuplicates();
    }

    private static boolean hasMoved(JsonNode prompt) {
        String state = prompt.path("episodes").path(0).path("state").asText();
        return state.equals("RUNNING") || prompt.path("state").asText().equals("COMPLETED");
    }

    private static boolean lost(JsonNode episode) {
        return episode.path("state").asText().equals("LOST");
    }
}
