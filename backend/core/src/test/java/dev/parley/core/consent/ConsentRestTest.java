package dev.parley.core.consent;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.support.PublicRules;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = PublicRules.class, restrictToAnnotatedClass = true)
class ConsentRestTest {
    private static final String CONSENT = "/api/v1/consent";

    @Inject
    Lab lab;

    @Inject
    Consents consents;

    @Inject
    Guests guests;

    @Inject
    Pool sql;

    @BeforeEach
    void sceneIsAnnounced() {
        lab.station(StationKind.SIMULATOR);
    }

    @Test
    void whoHasNotAgreedCanNeitherAskNorVoteNorUploadAndIsToldWhereToRead() throws Exception {
        String guest = token();
        AssignmentData ended = ended();
        needed(ask(guest));
        needed(vote(guest, ended));
        needed(upload(guest));

        agree(guest, true).statusCode(200).body("current", equalTo(true)).body("training", equalTo(true));

        ask(guest).statusCode(201);
        vote(guest, ended).statusCode(200);
        upload(guest).statusCode(201);
    }

    @Test
    void textSaysWhatIsAskedAndTicksNothing() {
        given().get(CONSENT)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("version", equalTo(version()))
                .body("age", equalTo(16))
                .body("points.id", hasItems("publish", "training", "ageOk"))
                .body("points.find { it.id == 'training' }.required", equalTo(false))
                .body("points.find { it.id == 'publish' }.required", equalTo(true))
                .body("points.find { it.id == 'publish' }.text", containsString("CC BY 4.0"))
                .body("notes", notNullValue())
                .body("yours", nullValue());
    }

    @Test
    void trainingIsAChoiceOfItsOwnAndEveryChoiceStaysInTheHistory() {
        String guest = token();
        agree(guest, false).statusCode(200).body("training", equalTo(false));
        ask(guest).statusCode(201);
        agree(guest, true).statusCode(200).body("training", equalTo(true));
        agree(guest, true).statusCode(200);
        given().header("X-Parley-Guest", guest)
                .get(CONSENT)
                .then()
                .body("yours.training", equalTo(true))
                .body("yours.version", equalTo(version()));
        assertThat(history(guest)).as("the same again is no choice").isEqualTo(2);
    }

    @Test
    void agreementWithoutWhatIsRequiredIsNone() {
        String guest = token();
        agree(guest, Map.of("version", version(), "publish", false, "training", false, "ageOk", true))
                .statusCode(422)
                .body("code", equalTo("consent-incomplete"));
        agree(guest, Map.of("version", version(), "publish", true, "training", false, "ageOk", false))
                .statusCode(422)
                .body("detail", containsString("16 or older"));
        agree(guest, Map.of("version", "2001-01-01", "publish", true, "training", false, "ageOk", true))
                .statusCode(409)
                .body("code", equalTo("consent-stale"));
        agree(guest, Map.of("version", version(), "publish", true, "ageOk", true))
                .statusCode(400)
                .body("detail", containsString("training"));
        needed(ask(guest));
    }

    @Test
    void newTextIsAskedForAnew() {
        Author author = Lab.someone();
        await(sql.preparedQuery("INSERT INTO consent (author, version, publish, training, age_ok, at)"
                        + " VALUES ($1, 'an earlier one', TRUE, TRUE, TRUE, now())")
                .execute(Tuple.of(author.id().value())));
        assertThat(await(consents.of(author)).orElseThrow().current()).isFalse();
        assertThatThrownBy(() -> await(consents.require(author)))
                .isInstanceOfSatisfying(ParleyException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.CONSENT_NEEDED);
                    assertThat(refusal.detail()).contains("has changed");
                });
        await(consents.agree(author, new Agreement(version(), true, false, true)));
        await(consents.require(author));
    }

    @Test
    void whoWantsToBeToldAgreesFirst() {
        String guest = token();
        needed(follow(guest, PromptId.random().toString()));
        needed(wish(guest));
        agree(guest, false).statusCode(200);
        String own = ask(guest).statusCode(201).extract().path("id");
        follow(guest, own).statusCode(200);
        wish(guest).statusCode(204);
    }

    @Test
    void tooManyAgreementsAreRefusedPlainly() {
        String guest = token();
        for (int i = 0; i < PublicRules.AGREEMENTS; i++) {
            agree(guest, i % 2 == 0).statusCode(200);
        }
        agree(guest, true)
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("Too many agreements"));
        agree(token(), true).statusCode(200);
    }

    private static void needed(ValidatableResponse response) {
        response.statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("consent-needed"))
                .body("link", equalTo("/consent"))
                .body("version", equalTo(version()));
    }

    private static String version() {
        return ConsentText.of(16).version();
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    private static ValidatableResponse agree(String guest, boolean training) {
        return agree(guest, Map.of("version", version(), "publish", true, "training", training, "ageOk", true));
    }

    private static ValidatableResponse agree(String guest, Map<String, ?> body) {
        return given().header("X-Parley-Guest", guest)
                .contentType(ContentType.JSON)
                .body(body)
                .put(CONSENT)
                .then();
    }

    private static ValidatableResponse ask(String guest) {
        return given().header("X-Parley-Guest", guest)
                .contentType(ContentType.JSON)
                .body(Map.of("instruction", "put the red cube in the blue bowl"))
                .post("/api/v1/prompts")
                .then();
    }

    private static ValidatableResponse follow(String guest, String prompt) {
        return given().header("X-Parley-Guest", guest)
                .post("/api/v1/prompts/" + prompt + "/followers")
                .then();
    }

    private static ValidatableResponse wish(String guest) {
        return given().header("X-Parley-Guest", guest)
                .contentType(ContentType.JSON)
                .body(Map.of("instruction", "put it away", "sceneId", Lab.SCENE, "policyId", Lab.POLICY))
                .post("/api/v1/news/lines")
                .then();
    }

    private static ValidatableResponse vote(String guest, AssignmentData on) {
        return given().header("X-Parley-Guest", guest)
                .contentType(ContentType.JSON)
                .body(Map.of("success", "yes"))
                .post("/api/v1/episodes/" + on.id() + "/votes")
                .then();
    }

    private static ValidatableResponse upload(String guest) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", png);
        return given().header("X-Parley-Guest", guest)
                .contentType("image/png")
                .body(png.toByteArray())
                .post("/api/v1/goal-images")
                .then();
    }

    private AssignmentData ended() {
        Author asker = Lab.someone();
        await(consents.agree(asker, new Agreement(version(), true, false, true)));
        AssignmentData leased =
                lab.lease(lab.ask(asker, "put the red cube in the blue bowl"), lab.station(StationKind.SIMULATOR));
        lab.runToTheEnd(leased);
        return leased;
    }

    private long history(String guest) {
        return await(sql.preparedQuery("SELECT count(*) FROM consent WHERE author = $1")
                        .execute(Tuple.of(guests.recognise(guest).orElseThrow().value())))
                .iterator()
                .next()
                .getLong(0);
    }
}
