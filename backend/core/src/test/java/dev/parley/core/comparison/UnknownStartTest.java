package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static dev.parley.core.support.ComparisonRig.SENTENCE;
import static dev.parley.core.support.ComparisonRig.sha256;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.ComparisonId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever knew the start of a comparison could run each policy from it and hold the pictures side by side. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class UnknownStartTest {
    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    Comparisons comparisons;

    @Inject
    Episodes episodes;

    private StationData station;

    @BeforeEach
    void aStation() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void startAndDigestsAreToldWithTheReveal() throws Exception {
        ComparisonData comparison = compare(guest(), Map.of("instruction", SENTENCE));
        PromptData prompt = rig.prompt(comparison);
        String seed = Long.toUnsignedString(prompt.turns().getFirst().seed());
        byte[] video = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        List<AssignmentData> ran = rig.runBoth(comparison, station, video, video);

        String at = COMPARISONS + comparison.id();
        get(guest(), at).body("seed", nullValue()).body("notCountedBecause", nullValue());
        given().get("/api/v1/comparisons?limit=100").then().body("findAll { it.seed != null }", hasSize(0));
        given().get("/api/v1/prompts/" + prompt.id()).then().statusCode(200).body("seed", nullValue());
        for (AssignmentData each : ran) {
            EpisodeData episode = await(episodes.find(each.id())).orElseThrow();
            assertThat(episode.seed()).isZero();
            assertThat(episode.conditions()).doesNotContain("light");
        }
        String watcher = guest();
        given().header("X-Parley-Guest", watcher)
                .header("If-None-Match", "\"" + sha256(video) + "\"")
                .get(at + "/left.mp4")
                .then()
                .statusCode(200)
                .header("ETag", nullValue());
        assertThat(given().header("X-Parley-Guest", watcher)
                        .header("Range", "bytes=2-4")
                        .get(at + "/right.mp4")
                        .then()
                        .statusCode(206)
                        .header("ETag", nullValue())
                        .header("Content-Range", "bytes 2-4/10")
                        .extract()
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(video, 2, 5));

        String voter = guest();
        vote(voter, comparison).body("own.counts", equalTo(true)).body("draw", containsString("\nseed " + seed + "\n"));
        get(voter, at).body("seed", equalTo(seed));
        get(guest(), at).body("seed", nullValue());
    }

    @Test
    void startIsDrawnWhereThePoliciesAre() {
        String asker = guest();
        post(asker, COMPARISONS, Map.of("instruction", SENTENCE, "seed", "7"))
                .statusCode(400)
                .body("code", equalTo("body-malformed"))
                .body("detail", containsString("takes no seed"));
        ComparisonData chosen = compare(
                asker,
                Map.of("instruction", SENTENCE, "seed", "7", "policyIds", List.of("tabletop-bc", "scripted-expert")));
        rig.runBoth(chosen, station, new byte[] {1}, new byte[] {1});
        get(guest(), COMPARISONS + chosen.id()).body("seed", nullValue());
        // Not even in the stratum of chosen policies.
        vote(guest(), chosen)
                .body("own.counts", equalTo(false))
                .body("own.notCountedBecause", containsString("start was known"));
    }

    @Test
    void goalsHaveAStartThatIsKnownSoVotesOnThemCountInNothing() {
        String asker = guest();
        String goal = post(
                        asker,
                        "/api/v1/goal-images/composed",
                        Map.of(
                                "sceneId",
                                Lab.SCENE,
                                "seed",
                                "7",
                                "placements",
                                List.of(Map.of("object", "cube-red", "xM", 0.1, "yM", 0))))
                .statusCode(201)
                .extract()
                .path("id");
        ComparisonData comparison = compare(asker, Map.of("goalImageId", goal));
        assertThat(comparison.drawnBy()).isEqualTo(DrawnBy.PLATFORM);
        assertThat(comparison.notCounted()).contains(NotCounted.KNOWN_START);
        rig.runBoth(comparison, station, new byte[] {1}, new byte[] {1});
        get(guest(), COMPARISONS + comparison.id()).body("notCountedBecause", containsString("start was known"));
        vote(guest(), comparison)
                .body("own.counts", equalTo(false))
                .body("uncounted", equalTo(1))
                .body("votes.left.sum()", equalTo(0));
    }

    private ComparisonData compare(String token, Map<String, ?> wanted) {
        String id = post(token, COMPARISONS, wanted)
                .statusCode(201)
                .body("seed", nullValue())
                .extract()
                .path("id");
        return await(comparisons.find(ComparisonId.parse(id))).orElseThrow();
    }

    private static ValidatableResponse vote(String token, ComparisonData comparison) {
        return post(token, COMPARISONS + comparison.id() + "/votes", Map.of("choice", "left"))
                .statusCode(200);
    }

    private static ValidatableResponse get(String token, String path) {
        return given().header("X-Parley-Guest", token).get(path).then().statusCode(200);
    }

    private static ValidatableResponse post(String token, String path, Map<String, ?> body) {
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    private static String guest() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }
}
