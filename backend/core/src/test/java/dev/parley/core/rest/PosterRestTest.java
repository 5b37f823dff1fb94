package dev.parley.core.rest;

import static dev.parley.core.rest.RestCalls.problem;
import static dev.parley.core.rest.RestCalls.url;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PosterRestTest {
    @Inject
    Lab lab;

    @Inject
    ArtifactStore artifacts;

    @Test
    void posterIsTheNewestAndKeptForASecondWhileItRuns() throws Exception {
        AssignmentData assignment = leased();
        String url = url(assignment) + "/poster/main.jpg";
        artifacts.put(assignment.id(), assignment.fence(), "main.jpg", new byte[] {1});
        artifacts.put(assignment.id(), assignment.fence(), "main.jpg", new byte[] {1, 2});
        Response newest = given().get(url);
        newest.then().statusCode(200).contentType("image/jpeg").header("Cache-Control", "public, max-age=1");
        assertThat(newest.asByteArray()).containsExactly(1, 2);
        given().header("If-None-Match", newest.getHeader("ETag"))
                .get(url)
                .then()
                .statusCode(304);
    }

    @Test
    void posterThatIsNotThereYetIsNoError() {
        given().get(url(leased()) + "/poster/main.jpg")
                .then()
                .statusCode(204)
                .header("Cache-Control", "public, max-age=1");
        problem(
                given().get("/api/v1/episodes/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34/poster/main.jpg")
                        .then(),
                404,
                "episode-unknown");
    }

    private AssignmentData leased() {
        var station = lab.station(StationKind.SIMULATOR);
        return lab.lease(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);
    }
}
