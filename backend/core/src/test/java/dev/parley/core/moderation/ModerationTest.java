package dev.parley.core.moderation;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.AuditQuery;
import dev.parley.core.consent.Agreement;
import dev.parley.core.consent.Consents;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.support.PublicRules;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = PublicRules.class, restrictToAnnotatedClass = true)
class ModerationTest {
    private static final String CASES = "/api/v1/moderation/cases";
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Says what the list says, in words that no rule knows. */
    private static final String LIKE_HARM = "make an explosive device";

    private static int pictures;

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    GoalImages images;

    @Inject
    Consents consents;

    @Inject
    Audit audit;

    @BeforeEach
    void sceneIsAnnounced() {
        lab.station(StationKind.SIMULATOR);
    }

    @Test
    void whatIsLikeARefusedSentenceEndsSoonAndSaysWhy() {
        PromptData prompt = lab.ask(somebody(), LIKE_HARM);
        assertThat(prompt.state()).as("no rule knows it").isEqualTo(PromptState.QUEUED);

        PromptData refused = until(prompt, PromptState.REJECTED);

        assertThat(refused.rejection().map(Rejection::reason)).contains(Rejection.Reason.HARM);
        assertThat(refused.turns().getFirst().state()).isEqualTo(TurnState.CANCELLED);
        desk("?state=decided")
                .statusCode(200)
                .body("find { it.promptId == '" + prompt.id() + "' }.decision.by", equalTo("likeness"));
    }

    @Test
    void simulatorMayBeginAtOnceAndRealRobotOnlyWhatWasPassed() {
        StationData robot = lab.station(StationKind.REAL_ROBOT);
        PromptData prompt = lab.ask(somebody(), "put the green cube in the orange bowl");
        AssignmentData offered = Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> await(assignments.offer(
                                prompt.turns().getFirst().id(), robot.id(), 0, Duration.ofSeconds(30))),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(offered.station()).isEqualTo(robot.id());
    }

    @Test
    void pictureIsSeenByItsUploaderAndAnOperatorAloneUntilAPersonHasPassedIt() throws Exception {
        StationData station = lab.station(StationKind.SIMULATOR);
        Author author = somebody();
        GoalImageId picture = await(images.store(png(), author));
        PromptData prompt = showing(author, picture);
        held(prompt);
        assertThat(await(assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, Duration.ofSeconds(30))))
                .isEmpty();
        given().get("/api/v1/goal-images/" + picture + ".png").then().statusCode(404);
        String id = open(prompt);
        given().header("Authorization", "Bearer " + PublicRules.ANN)
                .get(CASES + "/" + id + "/picture.png")
                .then()
                .statusCode(200)
                .contentType("image/png");
        given().get("/api/v1/prompts/" + prompt.id()).then().body("state", equalTo("QUEUED"));

        decide(id, "pass", "a drawing of cubes").statusCode(200).body("decision.by", equalTo("ann"));
        assertThat(await(audit.search(decisionOn(id)))).singleElement().satisfies(entry -> {
            assertThat(entry.who().name()).isEqualTo("ann");
            assertThat(entry.deed().reason()).isEqualTo("a drawing of cubes");
            assertThat(entry.deed().details()).containsEntry("verdict", "PASS");
        });

        assertThat(await(prompts.find(prompt.id()))
                        .orElseThrow()
                        .turns()
                        .getFirst()
                        .state())
                .isEqualTo(TurnState.WAITING);
        AssignmentData leased = lab.lease(prompt, station);
        lab.runToTheEnd(leased);
        given().get("/api/v1/goal-images/" + picture + ".png").then().statusCode(200);
        decide(id, "refuse", "on second thoughts").statusCode(409).body("code", equalTo("case-decided"));
        assertThat(await(prompts.find(showing(author, picture).id()))
                        .orElseThrow()
                        .turns()
                        .getFirst()
                        .state())
                .as("a picture is looked at once")
                .isEqualTo(TurnState.WAITING);
    }

    @Test
    void refusedPictureIsGoneAndItsLikeIsNotTakenAgain() throws Exception {
        Author author = somebody();
        byte[] png = png();
        GoalImageId picture = await(images.store(png, author));
        PromptData prompt = showing(author, picture);
        held(prompt);
        String id = open(prompt);

        decide(id, "refuse", "it shows a face").statusCode(200);

        PromptData refused = until(prompt, PromptState.REJECTED);
        assertThat(refused.rejection().orElseThrow().reason()).isEqualTo(Rejection.Reason.PICTURE);
        assertThat(refused.rejection().orElseThrow().sentence()).contains("it shows a face");
        assertThat(await(images.png(picture))).isEmpty();
        assertThatThrownBy(() -> await(images.store(png, somebody())))
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_REFUSED));
    }

    @Test
    void pictureThatThePlatformRenderedWaitsForNobody() throws Exception {
        Author author = somebody();
        PromptData prompt = showing(author, await(images.storeRendered(png(), author)));
        assertThat(lab.offer(prompt, lab.station(StationKind.SIMULATOR)).turn().id())
                .isEqualTo(prompt.turns().getFirst().id());
    }

    @Test
    void deskIsShutToWhoeverHasNoKey() {
        given().get(CASES).then().statusCode(401).body("code", equalTo("token-refused"));
        given().header("Authorization", "Bearer " + "x".repeat(40))
                .get(CASES)
                .then()
                .statusCode(401);
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", "pass", "reason", "because"))
                .post(CASES + "/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34/decision")
                .then()
                .statusCode(401);
        desk("").statusCode(200);
        decide("3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34", "pass", "because")
                .statusCode(404)
                .body("code", equalTo("case-unknown"));
    }

    @Test
    void decisionNeedsAVerdictAndAReason() throws Exception {
        Author author = somebody();
        PromptData prompt = showing(author, await(images.store(png(), author)));
        held(prompt);
        String id = open(prompt);
        decide(id, "perhaps", "hm").statusCode(400).body("detail", containsString("pass"));
        decide(id, "pass", " ").statusCode(400).body("detail", containsString("reason"));
        desk("").body("id", hasItem(id));
        await(prompts.withdraw(prompt.id(), author));
        desk("").body("id", not(hasItem(id)));
    }

    private Author somebody() {
        Author author = Lab.someone();
        await(consents.agree(author, new Agreement(consents.text().version(), true, false, true)));
        return author;
    }

    private PromptData showing(Author author, GoalImageId picture) {
        return await(prompts.submit(
                new PromptRequest(
                        Optional.empty(),
                        Optional.of(picture),
                        Optional.empty(),
                        Optional.of("goal-seeker"),
                        OptionalLong.empty()),
                author));
    }

    private void held(PromptData prompt) {
        Awaitility.await()
                .atMost(LONG)
                .until(() -> await(prompts.find(prompt.id()))
                                .orElseThrow()
                                .turns()
                                .getFirst()
                                .state()
                        == TurnState.HELD);
    }

    private PromptData until(PromptData prompt, PromptState state) {
        return Awaitility.await()
                .atMost(LONG)
                .until(() -> await(prompts.find(prompt.id())).orElseThrow(), now -> now.state() == state);
    }

    private static String open(PromptData prompt) {
        return desk("?limit=200").statusCode(200).extract().path("find { it.promptId == '" + prompt.id() + "' }.id");
    }

    private static ValidatableResponse desk(String query) {
        return given().header("Authorization", "Bearer " + PublicRules.ANN)
                .get(CASES + query)
                .then();
    }

    private static ValidatableResponse decide(String id, String verdict, String reason) {
        return given().header("Authorization", "Bearer " + PublicRules.ANN)
                .contentType(ContentType.JSON)
                .body(Map.of("verdict", verdict, "reason", reason))
                .post(CASES + "/" + id + "/decision")
                .then();
    }

    /** Each another one. */
    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, new Color(++pictures).getRGB());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static AuditQuery decisionOn(String id) {
        return new AuditQuery(
                Optional.empty(),
                Optional.of("moderation.decided"),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                10);
    }
}
