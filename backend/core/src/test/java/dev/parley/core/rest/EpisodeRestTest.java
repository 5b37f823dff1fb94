package dev.parley.core.rest;

import static dev.parley.core.rest.RestCalls.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EpisodeRestTest {
    @Inject
    Lab lab;

    @Test
    void searchFindsByWordsAndRefusesNonsense() {
        AssignmentData assignment = leased();
        lab.runToTheEnd(assignment);
        given().queryParam("text", "RED bowl")
                .queryParam("state", "terminated")
                .queryParam("result", "success")
                .queryParam("limit", 100)
                .get("/api/v1/episodes")
                .then()
                .statusCode(200)
                .body("id", hasItem(assignment.id().toString()));
        given().queryParam("text", "100%_")
                .get("/api/v1/episodes")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        problem(given().queryParam("state", "flying").get("/api/v1/episodes").then(), 400, "body-malformed");
        problem(
                given().queryParam("before", "yesterday")
                        .get("/api/v1/episodes")
                        .then(),
                400,
                "body-malformed");
        problem(
                given().get("/api/v1/episodes/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34")
                        .then(),
                404,
                "episode-unknown");
    }

    private AssignmentData leased() {
        var station = lab.station(StationKind.SIMULATOR);
        return lab.lease(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);
    }
}
