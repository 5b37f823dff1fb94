package dev.parley.core.rest;

import static dev.parley.core.rest.RestCalls.problem;
import static dev.parley.core.rest.RestCalls.url;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.StepRecord;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RecordingRestTest {
    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Episodes episodes;

    @Inject
    ArtifactStore artifacts;

    @Test
    void endedEpisodeIsToldWithOutcomeConditionsAndRecordings() throws Exception {
        AssignmentData assignment = leased();
        lab.runToTheEnd(assignment);
        byte[] video = store(assignment, "main.mp4", randomBytes(100_000));
        String url = url(assignment) + "/recordings/main.mp4";
        given().get(url(assignment))
                .then()
                .statusCode(200)
                .body("state", equalTo("TERMINATED"))
                .body("endReason", equalTo("TASK_DONE"))
                .body("conditions.light", equalTo(0.7f))
                .body("policyVersion.digest", equalTo(Lab.DIGEST))
                .body("outcomes[0].judge", equalTo("scene"))
                .body("outcomes[0].result", equalTo("SUCCESS"))
                .body("recordings[0].url", equalTo(url))
                .body("author", nullValue());
        String tag = "\"" + sha256(video) + "\"";
        byte[] whole = given().get(url)
                .then()
                .statusCode(200)
                .header("ETag", tag)
                .header("Accept-Ranges", "bytes")
                .contentType("video/mp4")
                .extract()
                .asByteArray();
        assertThat(whole).isEqualTo(video);
        byte[] part = given().header("Range", "bytes=10-19")
                .header("If-Range", tag)
                .get(url)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 10-19/100000")
                .header("Content-Length", "10")
                .extract()
                .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(video, 10, 20));
        byte[] end = given().header("Range", "bytes=-5")
                .get(url)
                .then()
                .statusCode(206)
                .extract()
                .asByteArray();
        assertThat(end).isEqualTo(Arrays.copyOfRange(video, 99_995, 100_000));
        given().header("Range", "bytes=10-19")
                .header("If-Range", "\"other\"")
                .get(url)
                .then()
                .statusCode(200);
        given().header("Range", "bytes=0-1,5-6").get(url).then().statusCode(200);
        problem(
                given().header("Range", "bytes=100000-").get(url).then().header("Content-Range", "bytes */100000"),
                416,
                "range-not-satisfiable");
        given().header("If-None-Match", tag).get(url).then().statusCode(304);
        given().head(url).then().statusCode(200).header("Content-Length", "100000");
        problem(given().get(url(assignment) + "/recordings/side.mp4").then(), 404, "recording-unknown");
        problem(given().get(url(assignment) + "/recordings/..%2F..%2Fx.mp4").then(), 404);
    }

    @Test
    void tokenThatReadsOrAsksOpensARecordingAndOneThatDoesNotIsRefused() throws Exception {
        AssignmentData assignment = leased();
        lab.runToTheEnd(assignment);
        byte[] video = store(assignment, "main.mp4", randomBytes(1000));
        String url = url(assignment) + "/recordings/main.mp4";
        Accounts.Somebody user = accounts.user();

        for (String scope : List.of("read", "ask")) {
            byte[] part = with(user, scope)
                    .header("Range", "bytes=990-")
                    .get(url)
                    .then()
                    .statusCode(206)
                    .header("Content-Range", "bytes 990-999/1000")
                    .extract()
                    .asByteArray();
            assertThat(part).isEqualTo(Arrays.copyOfRange(video, 990, 1000));
        }
        problem(with(user, "export").get(url).then(), 403, "scope-missing");
        problem(given().header("Authorization", "Bearer parley_none").get(url).then(), 401, "token-refused");
    }

    private static RequestSpecification with(Accounts.Somebody user, String scope) {
        String secret = user.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("name", scope, "scopes", List.of(scope)))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        return given().header("Authorization", "Bearer " + secret);
    }

    @Test
    void stepsAreReadFromTheStoredLogInPages() throws Exception {
        AssignmentData assignment = leased();
        problem(given().get(url(assignment) + "/steps").then(), 404, "recording-unknown");
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int step = 0; step < 25; step++) {
            StepRecord.newBuilder()
                    .setStep(step)
                    .setMonoNs(step * 100_000_000L)
                    .addState(0.5)
                    .addActionCommanded(1)
                    .addActionApplied(0.9)
                    .addFrame(2 * step)
                    .addAllNotes(step == 12 ? List.of("first the cube", "match 0.93") : List.of())
                    .build()
                    .writeDelimitedTo(log);
        }
        store(assignment, "steps.pb", log.toByteArray());
        given().queryParam("from", 10)
                .queryParam("limit", 5)
                .get(url(assignment) + "/steps")
                .then()
                .statusCode(200)
                .body("steps", hasSize(5))
                .body("steps[0].step", equalTo(10))
                .body("steps[0].frame[0]", equalTo(20))
                .body("steps[0].actionApplied[0]", equalTo(0.9f))
                .body("steps[2].notes", contains("first the cube", "match 0.93"))
                .body("steps[3].notes", empty())
                .body("next", equalTo(15));
        given().queryParam("from", 20)
                .get(url(assignment) + "/steps")
                .then()
                .body("steps", hasSize(5))
                .body("next", nullValue());
        problem(
                given().queryParam("limit", 100_000)
                        .get(url(assignment) + "/steps")
                        .then(),
                400,
                "body-malformed");
    }

    @Test
    void notesAreReadFromTheStoredLogAndWhatGoesBeyondTheLimitsIsLeftOut() throws Exception {
        AssignmentData assignment = leased();
        problem(given().get(url(assignment) + "/notes").then(), 404, "recording-unknown");
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int step = 0; step < 210; step++) {
            StepRecord.newBuilder()
                    .setStep(step)
                    .addNotes(step == 0 ? "x".repeat(501) : "note " + step)
                    .build()
                    .writeDelimitedTo(log);
        }
        store(assignment, "steps.pb", log.toByteArray());
        given().get(url(assignment) + "/notes")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age=1800"))
                .body("notes", hasSize(200))
                .body("notes[0].step", equalTo(1))
                .body("notes[0].seconds", equalTo(0.1f))
                .body("notes[199].text", equalTo("note 200"));
    }

    private AssignmentData leased() {
        var station = lab.station(StationKind.SIMULATOR);
        return lab.lease(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);
    }

    private byte[] store(AssignmentData assignment, String name, byte[] bytes) throws Exception {
        artifacts.append(assignment.id(), assignment.fence(), name, 0, bytes, bytes.length);
        artifacts.complete(assignment.id(), assignment.fence(), name, sha256(bytes), bytes.length);
        await(episodes.attach(
                assignment.id(), assignment.fence(), name, "application/octet-stream", sha256(bytes), bytes.length));
        return bytes;
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
