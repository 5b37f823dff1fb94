package dev.parley.core.rest;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.StepRecord;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EpisodeRestTest {
    @Inject
    Lab lab;

    @Inject
    Episodes episodes;

    @Inject
    ArtifactStore artifacts;

    @Inject
    Prompts prompts;

    @Inject
    Pool sql;

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
        assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(video, 10, 20));
        byte[] end = given().header("Range", "bytes=-5")
                .get(url)
                .then()
                .statusCode(206)
                .extract()
                .asByteArray();
        assertThat(end).isEqualTo(java.util.Arrays.copyOfRange(video, 99_995, 100_000));
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
        problem(given().get(url(assignment) + "/recordings/..%2F..%2Fx.mp4").then(), 404, null);
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

    @Test
    void votesComeAfterTheEndReplaceEachOtherAndAreAudited() {
        AssignmentData assignment = leased();
        String asker = token();
        String yes = "{\"success\": \"yes\", \"progress\": 0.9, \"tags\": [\"smooth\"], \"comment\": \"nice\"}";
        problem(vote(assignment, asker, yes), 403, "not-yours");
        lab.runToTheEnd(assignment);
        given().header("X-Parley-Guest", asker)
                .get(url(assignment) + "/votes/own")
                .then()
                .statusCode(anyOf204Or200());
        vote(assignment, asker, yes)
                .statusCode(200)
                .body("prompter", equalTo(false))
                .body("tally.yes", equalTo(1));
        vote(assignment, asker, "{\"success\": \"no\"}")
                .statusCode(200)
                .body("tally.yes", equalTo(0))
                .body("tally.no", equalTo(1));
        given().get(url(assignment))
                .then()
                .body("outcomes.find { it.judge == 'crowd' }.result", equalTo("FAILURE"))
                .body("outcomes.find { it.judge == 'crowd' }.votes", equalTo(1));
        long audited = sql.preparedQuery("SELECT count(*) FROM vote_audit WHERE episode_id = $1")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(assignment.id().value()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
        assertThat(audited).isEqualTo(2);
        for (String bad : new String[] {
            "{}",
            "{\"success\": \"maybe\"}",
            "{\"success\": \"yes\", \"progress\": 1.5}",
            "{\"success\": \"yes\", \"tags\": [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}",
            "{\"success\": \"yes\", \"comment\": \"" + "a".repeat(1001) + "\"}"
        }) {
            problem(vote(assignment, asker, bad), 400, "vote-malformed");
        }
        problem(vote(assignment, asker, "{\"success\": \"yes\", \"stars\": 5}"), 400, "body-malformed");
    }

    @Test
    void promptersOwnVoteIsAnOutcomeOfItsOwn() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String prompt = given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body("{\"instruction\": \"wave\"}")
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var data =
                await(prompts.find(dev.parley.contracts.PromptId.parse(prompt))).orElseThrow();
        AssignmentData assignment = lab.lease(data, lab.station(StationKind.SIMULATOR));
        problem(vote(assignment, token, "{\"success\": \"yes\"}"), 409, "vote-too-early");
        lab.runToTheEnd(assignment);
        vote(assignment, token, "{\"success\": \"partly\", \"progress\": 0.5}")
                .statusCode(200)
                .body("prompter", equalTo(true));
        given().get(url(assignment)).then().body("outcomes.find { it.judge == 'prompter' }.result", equalTo("PARTIAL"));
    }

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

    @Test
    void goalImageIsItsUploadersUntilAnEpisodeRanUnderIt() throws Exception {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String location = given().header("X-Parley-Guest", token)
                .contentType("image/png")
                .body(png(64, 48))
                .post("/api/v1/goal-images")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        given().header("X-Parley-Guest", token)
                .get(location)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"));
        problem(given().get(location).then(), 404, "recording-unknown");
        String id = location.replaceAll(".*/(.*)\\.png", "$1");
        problem(
                given().contentType(ContentType.JSON)
                        .body("{\"goalImageId\": \"" + id + "\"}")
                        .post("/api/v1/prompts")
                        .then(),
                422,
                "goal-image-unknown");
        String prompt = given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body("{\"goalImageId\": \"" + id + "\"}")
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .body("policyId", equalTo("goal-seeker"))
                .body("task", nullValue())
                .extract()
                .path("id");
        lab.lease(
                await(prompts.find(dev.parley.contracts.PromptId.parse(prompt))).orElseThrow(),
                lab.station(StationKind.SIMULATOR));
        given().get(location).then().statusCode(200);
    }

    @Test
    void uploadsThatAreNoPicturesAreRefusedAndNotStored() throws Exception {
        long before = images();
        problem(
                upload("image/png", "just text in a file named .png".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                415,
                "image-not-recognised");
        problem(upload("image/png", new byte[0]), 415, "image-not-recognised");
        problem(upload("image/png", bomb()), 413, "image-too-large");
        problem(upload("image/gif", new byte[] {1}), 415, "media-type-not-supported");
        problem(upload("image/png", new byte[9 * 1024 * 1024]), 413, "body-too-large");
        assertThat(images()).isEqualTo(before);
    }

    private long images() {
        return sql.query("SELECT count(*) FROM goal_image")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static ValidatableResponse upload(String type, byte[] body) {
        return given().contentType(type).body(body).post("/api/v1/goal-images").then();
    }

    /** A real PNG whose header declares 30,000 × 30,000 pixels. */
    private static byte[] bomb() throws IOException {
        byte[] png = png(64, 64);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(png);
        buffer.putInt(16, 30_000).putInt(20, 30_000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        return png;
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private static org.hamcrest.Matcher<Integer> anyOf204Or200() {
        return org.hamcrest.Matchers.oneOf(200, 204);
    }

    private AssignmentData leased() {
        var station = lab.station(StationKind.SIMULATOR);
        return lab.lease(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    private static String url(AssignmentData assignment) {
        return "/api/v1/episodes/" + assignment.id();
    }

    private static ValidatableResponse vote(AssignmentData assignment, String token, String body) {
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(url(assignment) + "/votes")
                .then();
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

    private static void problem(
            ValidatableResponse response, int status, @org.jspecify.annotations.Nullable String code) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(containsString("dev.parley")));
        if (code != null) {
            response.body("code", equalTo(code));
        }
    }
}
