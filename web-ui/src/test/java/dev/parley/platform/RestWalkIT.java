package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What README does with curl. */
@ExtendWith(SharedPlatform.class)
class RestWalkIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);

    @Test
    void promptBecomesAJudgedRecordedEpisodeThatIsVotedOn(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        Response asked = visitor.request()
                .body(Map.of("instruction", "put the red cube in the blue bowl", "seed", 7))
                .post("prompts");
        asked.then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/prompts/"))
                .body("task.reading", containsString("red cube"))
                .body("seed", equalTo("7"));
        String prompt = asked.path("id");

        JsonNode ended =
                visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);

        String id = ended.path("episodes").path(0).path("id").asText();
        JsonNode episode = visitor.episode(id);
        assertThat(episode.path("state").asText()).isIn("TERMINATED", "TRUNCATED");
        assertThat(episode.path("seed").asText()).isEqualTo("7");
        assertThat(episode.path("outcomes").path(0).path("judge").asText()).isEqualTo("scene");
        assertThat(episode.path("outcomes").path(0).path("result").asText()).isIn("SUCCESS", "FAILURE", "PARTIAL");
        visitor.request()
                .get("episodes/" + id + "/steps")
                .then()
                .statusCode(200)
                .body(not(equalTo("")));
        recordingPlaysFromTheMiddle(visitor, id);
        voteCountsAndASecondOneReplacesIt(visitor, id);
    }

    @Test
    void oneStationOffersEverySceneAndRunsPromptsInTwoOfThemWithDifferentBodies(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        visitor.request()
                .get("stations")
                .then()
                .body("size()", equalTo(1))
                .body("[0].embodiments", hasItem("diff-drive"))
                .body("[0].inference.device", equalTo("cpu"))
                .body("[0].inference.batch", equalTo(1))
                .body(
                        "[0].sceneIds",
                        containsInAnyOrder(
                                "blocks-and-bowls",
                                "stacking-and-sorting",
                                "drawer-and-lid",
                                "push-board",
                                "room",
                                "parts-and-trays"));
        // Of other starts one in fifty does not end well.
        String drawer = visitor.askFor("open the drawer", "drawer-and-lid", "scripted-expert", 7);
        String room = visitor.askFor("return to the dock", "room", "room-expert", 7);

        JsonNode opened = episode(visitor, drawer);
        JsonNode driven = episode(visitor, room);

        assertThat(opened.path("outcomes").path(0).path("result").asText()).isEqualTo("SUCCESS");
        assertThat(driven.path("outcomes").path(0).path("result").asText()).isEqualTo("SUCCESS");
        assertThat(driven.path("stationId")).isEqualTo(opened.path("stationId"));
        recordingPlaysFromTheMiddle(visitor, driven.path("id").asText());
    }

    private static JsonNode episode(Visitor visitor, String prompt) throws Exception {
        JsonNode ended =
                visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
        JsonNode episode =
                visitor.episode(ended.path("episodes").path(0).path("id").asText());
        assertThat(episode.path("state").asText()).isIn("TERMINATED", "TRUNCATED");
        return episode;
    }

    private static void recordingPlaysFromTheMiddle(Visitor visitor, String episode) {
        Response start =
                visitor.request().header("Range", "bytes=0-1023").get("episodes/" + episode + "/recordings/main.mp4");
        start.then()
                .statusCode(206)
                .contentType("video/mp4")
                .header("Content-Range", containsString("bytes 0-1023/"))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(new String(start.asByteArray(), 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("ftyp");
        visitor.request()
                .header("Range", "bytes=5000-")
                .get("episodes/" + episode + "/recordings/main.mp4")
                .then()
                .statusCode(206);
    }

    private static void voteCountsAndASecondOneReplacesIt(Visitor visitor, String episode) {
        visitor.request()
                .body(Map.of("success", "no"))
                .post("episodes/" + episode + "/votes")
                .then()
                .statusCode(not(greaterThan(299)));
        visitor.request()
                .body(Map.of("success", "yes", "comment", "it did"))
                .post("episodes/" + episode + "/votes")
                .then()
                .statusCode(not(greaterThan(299)));
        visitor.request().get("episodes/" + episode).then().body("outcomes.judge", hasItem("prompter"));
    }

    @Test
    void nonsenseIsRefusedWithAProblemThatSaysWhatWouldBeRight(Platform platform) {
        Visitor visitor = new Visitor(platform);
        visitor.request()
                .body(Map.of("instruction", ""))
                .post("prompts")
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("code", equalTo("instruction-missing"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
        visitor.request()
                .body(Map.of("instruction", "x".repeat(10_000)))
                .post("prompts")
                .then()
                .statusCode(400)
                .body("code", equalTo("instruction-too-long"));
        visitor.request()
                .body(Map.of("instruction", "wave", "sceneId", "the-moon"))
                .post("prompts")
                .then()
                .statusCode(422)
                .body("code", equalTo("scene-unknown"));
    }

    @Test
    void unknownAddressOfTheInterfaceIsNotAPage(Platform platform) {
        new Visitor(platform).request().get("nothing").then().statusCode(404).body(not(containsString("<html")));
    }

    @Test
    void addressOfNoPageIsNotFoundAndThoseOfPagesAre(Platform platform) {
        Visitor visitor = new Visitor(platform);
        for (String nowhere : List.of("nonsense", "stations/nonsense", "asks")) {
            visitor.request()
                    .get(platform.url().resolve(nowhere))
                    .then()
                    .statusCode(404)
                    .contentType(containsString("text/html"));
        }
        for (String page : List.of("", "stations", "my", "asks/" + new UUID(4, 2))) {
            visitor.request().get(platform.url().resolve(page)).then().statusCode(200);
        }
    }

    @Test
    void sessionOfAPageIsReadByNoScriptAndSentByNoOtherSitesPage(Platform platform) {
        for (boolean tls : new boolean[] {false, true}) {
            Cookie session = given().header("X-Forwarded-Proto", tls ? "https" : "http")
                    .get(platform.url().resolve("stations"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .detailedCookie("JSESSIONID");
            assertThat(session.getSameSite()).isEqualToIgnoringCase("Lax");
            assertThat(session.isHttpOnly()).isTrue();
            assertThat(session.isSecured()).isEqualTo(tls);
        }
    }

    @Test
    void readinessNamesItsParts(Platform platform) {
        new Visitor(platform)
                .request()
                .baseUri(platform.url().toString())
                .get("q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.name.sort()",
                        equalTo(List.of("artifacts", "database", "media-server", "redis", "station")));
    }
}
