package dev.parley.core.rest;

import static dev.parley.core.rest.RestCalls.problem;
import static dev.parley.core.rest.RestCalls.token;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.PromptId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class GoalImageRestTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Turns turns;

    @Inject
    Pool sql;

    @Test
    void goalImageIsItsUploadersUntilAnEpisodeRanUnderIt() throws Exception {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String location = uploaded(token);
        given().header("X-Parley-Guest", token)
                .get(location)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"));
        problem(given().get(location).then(), 404, "recording-unknown");
        String id = id(location);
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
        lab.lease(await(prompts.find(PromptId.parse(prompt))).orElseThrow(), lab.station(StationKind.SIMULATOR));
        given().get(location).then().statusCode(200);
        ask(token(), "{'goalImageId': '%s'}".formatted(id)).statusCode(201);
    }

    @Test
    void wordsBesideAGoalImageReachTheEpisodeAndAreWhatTheJudgeReads() throws Exception {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String image = id(uploaded(token));
        String words = "put the red cube in the blue bowl";
        String prompt = ask(token, "{'instruction': '%s', 'goalImageId': '%s'}".formatted(words, image))
                .statusCode(201)
                .body("policyId", equalTo("takes-both"))
                .body("goalImageId", equalTo(image))
                .body("task.id", equalTo("put-cube-red-in-bowl-blue"))
                .extract()
                .path("id");

        AssignmentData lease = lab.lease(
                await(prompts.find(PromptId.parse(prompt))).orElseThrow(), lab.station(StationKind.SIMULATOR));

        assertThat(lease.turn().instruction()).contains(words);
        given().get("/api/v1/episodes/" + lease.id())
                .then()
                .statusCode(200)
                .body("instruction", equalTo(words))
                .body("goalImageId", equalTo(image));
    }

    @Test
    void policyThatDoesNotTakeWhatIsSentIsRefusedBeforeAnythingIsQueuedAndTheRightOnesAreNamed() throws Exception {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String image = id(uploaded(token));
        long before = await(turns.open());

        refused(
                ask(token, "{'goalImageId': '%s', 'policyId': '%s'}".formatted(image, Lab.POLICY)),
                "Policy " + Lab.POLICY + " takes no goal image.",
                "goal-seeker");
        refused(
                ask(token, "{'instruction': 'wave', 'goalImageId': '%s', 'policyId': 'goal-seeker'}".formatted(image)),
                "takes no instruction",
                "takes-both");
        refused(
                ask(token, "{'instruction': 'wave', 'policyId': 'goal-seeker'}"),
                "Policies that take an instruction",
                Lab.POLICY);

        assertThat(await(turns.open())).isEqualTo(before);
    }

    private static void refused(ValidatableResponse answer, String why, String right) {
        problem(answer, 422, "policy-does-not-fit");
        answer.body("detail", containsString(why)).body("detail", containsString(right));
    }

    private static ValidatableResponse ask(String token, String body) {
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/prompts")
                .then();
    }

    private static String uploaded(String token) throws IOException {
        return given().header("X-Parley-Guest", token)
                .contentType("image/png")
                .body(png(64, 48))
                .post("/api/v1/goal-images")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private static String id(String location) {
        return location.replaceAll(".*/(.*)\\.png", "$1");
    }

    @Test
    void uploadsThatAreNoPicturesAreRefusedAndNotStored() throws Exception {
        long before = images();
        problem(
                upload("image/png", "just text in a file named .png".getBytes(StandardCharsets.UTF_8)),
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
        ByteBuffer buffer = ByteBuffer.wrap(png);
        buffer.putInt(16, 30_000).putInt(20, 30_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        return png;
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
