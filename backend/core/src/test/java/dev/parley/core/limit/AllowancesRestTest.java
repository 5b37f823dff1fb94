package dev.parley.core.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.person.Role;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way to write or to make the platform work ends where its allowance does, for whoever used it up and for nobody else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = SmallAllowances.class, restrictToAnnotatedClass = true)
class AllowancesRestTest {
    private static final String EPISODE = "/api/v1/episodes/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34";
    private static final String COMPARISON = "/api/v1/comparisons/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34";

    @Inject
    Lab lab;

    @Inject
    Accounts accounts;

    @BeforeEach
    void stationComes() {
        lab.station(StationKind.SIMULATOR);
    }

    @Test
    void asksAndComparisonsShareOneAllowance() {
        reachesItsEnd(
                "Too many prompts",
                guest -> json(guest, Map.of("instruction", "wave", "sceneId", "kitchen"))
                        .post("/api/v1/prompts"),
                guest -> json(guest, Map.of("instruction", "wave", "sceneId", "kitchen"))
                        .post("/api/v1/comparisons"));
    }

    @Test
    void votesOnEpisodesAndOnComparisonsShareOneAllowance() {
        reachesItsEnd(
                "Too many votes",
                guest -> json(guest, Map.of("success", "yes")).post(EPISODE + "/votes"),
                guest -> json(guest, Map.of("choice", "left")).post(COMPARISON + "/votes"));
    }

    @Test
    void uploadsCountWhetherOrNotTheyArePictures() {
        reachesItsEnd(
                "Too many goal images",
                guest -> given().header("X-Parley-Guest", guest)
                        .contentType("image/png")
                        .body(new byte[] {1, 2, 3})
                        .post("/api/v1/goal-images"));
    }

    @Test
    void drawnScenesCount() {
        reachesItsEnd(
                "Too many pictures of arranged scenes",
                guest -> as(guest).get("/api/v1/scenes/" + Lab.SCENE + "/composer?seed=7"));
    }

    @Test
    void searchesEndsOfEpisodesAndReadingsShareOneAllowance() {
        reachesItsEnd(
                "Too many searches",
                guest -> as(guest).get("/api/v1/prompts/search?q=tower"),
                guest -> as(guest).get("/api/v1/scenes/" + Lab.SCENE + "/ends"),
                guest -> as(guest).get("/api/v1/scenes/" + Lab.SCENE + "/reading?instruction=wave"));
    }

    @Test
    void operatorsHaveAnAllowanceToo() {
        for (int i = 0; i < SmallAllowances.EACH; i++) {
            desk(SmallAllowances.ONE).then().statusCode(200);
        }
        desk(SmallAllowances.ONE).then().statusCode(429).body("code", equalTo("rate-limited"));
        desk(SmallAllowances.OTHER).then().statusCode(200);
    }

    @Test
    void picturesForStudiesAreCountedForEachWhoSubmitsThem() {
        Somebody one = accounts.with(Role.RESEARCHER);
        for (int i = 0; i < SmallAllowances.EACH; i++) {
            picture(one).then().statusCode(415);
        }
        picture(one)
                .then()
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("Too many pictures for studies"));
        picture(accounts.with(Role.RESEARCHER)).then().statusCode(415);
    }

    @Test
    void takingClipsAndLabellingThemShareOneAllowance() {
        Somebody one = accounts.with(Role.RESEARCHER);
        for (int i = 0; i < SmallAllowances.EACH; i++) {
            assertThat(one.asks().post("/api/v1/reviews").statusCode()).isIn(200, 204);
        }
        for (String way : List.of("", "/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34/labels")) {
            one.asks()
                    .contentType(ContentType.JSON)
                    .body(way.isEmpty() ? "" : "{\"result\": \"done\"}")
                    .post("/api/v1/reviews" + way)
                    .then()
                    .statusCode(429)
                    .body("detail", containsString("Too many reviews"));
        }
        Somebody other = accounts.with(Role.RESEARCHER);
        assertThat(other.asks().post("/api/v1/reviews").statusCode()).isIn(200, 204);
    }

    /** Each of {@code ways} in turn; whether it comes to anything does not matter, only whether it is let try. */
    @SafeVarargs
    private static void reachesItsEnd(String said, Function<String, Response>... ways) {
        String guest = token();
        for (int i = 0; i < SmallAllowances.EACH; i++) {
            assertThat(ways[i % ways.length].apply(guest).statusCode())
                    .as("time %d", i + 1)
                    .isNotEqualTo(429)
                    .isLessThan(500);
        }
        String other = token();
        for (Function<String, Response> way : List.of(ways)) {
            way.apply(guest)
                    .then()
                    .statusCode(429)
                    .body("code", equalTo("rate-limited"))
                    .body("detail", containsString(said));
            assertThat(way.apply(other).statusCode()).isNotEqualTo(429);
        }
    }

    private static Response desk(String key) {
        return given().header("Authorization", "Bearer " + key).get("/api/v1/moderation/cases");
    }

    private static Response picture(Somebody researcher) {
        return researcher
                .asks()
                .contentType("image/png")
                .body(new byte[] {1, 2, 3})
                .post("/api/v1/studies/goal-images");
    }

    private static RequestSpecification as(String guest) {
        return given().header("X-Parley-Guest", guest);
    }

    private static RequestSpecification json(String guest, Map<String, ?> body) {
        return as(guest).contentType(ContentType.JSON).body(body);
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }
}
