package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was taken back goes, although the server is killed as soon as it has said that it will. */
@Tag("slow")
class WithdrawalIT {
    private static final Duration WITHIN = Duration.ofMinutes(8);

    @Test
    void everythingThatWasTakenBackIsDeletedAfterAKill(@TempDir Path data) throws Exception {
        int port = Platform.freePort();
        Visitor visitor = new Visitor(URI.create("http://127.0.0.1:" + port + "/"));
        List<String> asks = new ArrayList<>();
        List<String> episodes = new ArrayList<>();
        String withdrawal;
        try (Platform first = Platform.start(data, port)) {
            for (String words : List.of("push everything to the left", "put the red cube in the blue bowl")) {
                asks.add(visitor.ask(words));
            }
            for (String ask : asks) {
                JsonNode ended =
                        visitor.await(ask, view -> view.path("state").asText().equals("COMPLETED"), WITHIN);
                episodes.add(ended.path("episodes").path(0).path("id").asText());
            }
            // One that still runs or waits when all of it is taken back.
            asks.add(visitor.ask("put the green cube in the orange bowl"));
            assertThat(folders(data)).containsAll(episodes);
            withdrawal = visitor.request()
                    .body(Map.of("everything", true))
                    .post("withdrawals")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            first.kill();
        }
        try (Platform second = Platform.start(data, port)) {
            Awaitility.await()
                    .atMost(WITHIN)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() ->
                            visitor.request().get("withdrawals/" + withdrawal).path("mediaGoneAt") != null);
            assertThat(folders(data)).isEmpty();
            for (String ask : asks) {
                gone(second, "api/v1/prompts/" + ask);
                gone(second, "asks/" + ask);
            }
            for (String episode : episodes) {
                gone(second, "api/v1/episodes/" + episode);
                gone(second, "api/v1/episodes/" + episode + "/recordings/main.mp4");
                gone(second, "episodes/" + episode);
            }
        }
    }

    private static void gone(Platform platform, String path) {
        RestAssured.given()
                .header("Accept", "text/html,application/json")
                .get(platform.url().resolve(path))
                .then()
                .statusCode(410);
    }

    private static List<String> folders(Path data) throws Exception {
        try (var found = Files.list(data.resolve("artifacts"))) {
            return found.map(folder -> folder.getFileName().toString()).toList();
        }
    }
}
