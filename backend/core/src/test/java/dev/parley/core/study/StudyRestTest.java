package dev.parley.core.study;

import static dev.parley.core.study.StudyCalls.STUDIES;
import static dev.parley.core.study.StudyCalls.as;
import static dev.parley.core.study.StudyCalls.item;
import static dev.parley.core.study.StudyCalls.items;
import static dev.parley.core.study.StudyCalls.submit;
import static dev.parley.core.study.StudyCalls.submitted;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(StudySettings.class)
class StudyRestTest {
    @Inject
    Lab lab;

    @Inject
    Studies studies;

    @Inject
    Pool sql;

    @BeforeEach
    void sceneIsAnnounced() {
        lab.station(StationKind.SIMULATOR);
    }

    @AfterEach
    void nothingRunsOn() {
        await(sql.query("UPDATE study SET state = 'WITHDRAWN', ended_at = now() WHERE state = 'RUNNING'")
                .execute());
        await(studies.feed());
    }

    @Test
    void onlyAKeyLetsIn() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"a\", \"items\": [%s]}".formatted(items(1)))
                .post(STUDIES)
                .then()
                .statusCode(401)
                .body("code", equalTo("token-refused"))
                .body("detail", containsString("Authorization: Bearer KEY"));
        String other = StudySettings.key("ada").replace("ada", "eve");
        for (String wrong : new String[] {
            "Bearer " + other, "Bearer ", "Basic " + StudySettings.key("ada"), StudySettings.key("ada")
        }) {
            given().header("Authorization", wrong)
                    .get(STUDIES + "?name=a")
                    .then()
                    .statusCode(401)
                    .body("detail", not(containsString(other)));
        }
        given().header("Authorization", "bearer " + StudySettings.key("ada"))
                .get(STUDIES + "?name=nothing")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
    }

    @Test
    void sameItemsUnderTheSameNameAreTheSameStudyAndOthersAreRefused() {
        String name = "twice " + UUID.randomUUID();
        String id = submit("ada", name, items(3))
                .statusCode(201)
                .body("state", equalTo("RUNNING"))
                .body("submittedBy", equalTo("ada"))
                .body("all.items", equalTo(3))
                .body("all.success", nullValue())
                .extract()
                .path("id");
        submit("ada", name, items(3))
                .statusCode(200)
                .header("Location", endsWith(STUDIES + "/" + id))
                .body("id", equalTo(id));
        as("ada").queryParam("name", name).get(STUDIES).then().body("id", equalTo(java.util.List.of(id)));
        submit("ada", name, items(2))
                .statusCode(409)
                .body("code", equalTo("study-exists"))
                .body("detail", containsString(id));
        submit("bob", name, items(2)).statusCode(201).body("id", not(equalTo(id)));
    }

    @Test
    void sameItemForEachBodyIsTwoItemsAndAnotherStudyThanWithoutBodies() {
        String name = "twins " + UUID.randomUUID();
        String twins = item("\"body\": \"simulation\"") + "," + item("\"body\": \"real\"");
        String id = submit("ada", name, twins).statusCode(201).extract().path("id");

        given().get(STUDIES + "/" + id + "/episodes")
                .then()
                .statusCode(200)
                .body("body", equalTo(java.util.List.of("simulation", "real")))
                .body("[0].seed", notNullValue());
        submit("ada", name, twins).statusCode(200).body("id", equalTo(id));
        submit("ada", name, item("\"body\": \"simulation\"") + "," + item("\"body\": \"simulation\""))
                .statusCode(409)
                .body("code", equalTo("study-exists"));
        submit("ada", name, item("\"seed\": 1") + "," + item("\"seed\": 1")).statusCode(409);
    }

    static Stream<Arguments> badItems() {
        return Stream.of(
                Arguments.of("\"sceneId\": \"moon\"", 422, "scene-unknown", "blocks-and-bowls"),
                Arguments.of("\"taskId\": \"fly\"", 422, "task-unknown", "no task \"fly\""),
                Arguments.of(
                        "\"policyVersion\": {\"name\": \"tabletop-bc\", \"digest\": \"00\"}",
                        422,
                        "policy-unknown",
                        "version 00"),
                Arguments.of(
                        "\"policyVersion\": {\"name\": \"goal-seeker\", \"digest\": \"" + "ef".repeat(32) + "\"}",
                        422,
                        "policy-does-not-fit",
                        "takes no instruction"),
                Arguments.of("\"policyVersion\": {\"name\": \"tabletop-bc\"}", 400, "body-malformed", "digest"),
                Arguments.of("\"instruction\": \"\"", 400, "instruction-missing", "empty"),
                Arguments.of("\"instruction\": \"" + "a".repeat(501) + "\"", 400, "instruction-too-long", "500"),
                Arguments.of("\"instruction\": \"stab the person\"", 422, "instruction-refused", ""),
                Arguments.of("\"seed\": -1", 400, "seed-out-of-range", "whole number"),
                Arguments.of("\"seed\": null", 400, "body-malformed", "seed"),
                Arguments.of("\"goalImageId\": \"x\"", 400, "id-malformed", "goal image"),
                Arguments.of("\"goalImageId\": \"" + UUID.randomUUID() + "\"", 422, "goal-image-unknown", "1 of"),
                Arguments.of("\"conditions\": {\"gravity\": 1}", 422, "condition-refused", "friction.objects"),
                Arguments.of("\"conditions\": {\"a.station's.own\": 1}", 422, "condition-refused", "board.fixed"),
                Arguments.of("\"conditions\": {\"friction.objects\": 0.69}", 422, "condition-refused", "0.7 to 1.1"),
                Arguments.of("\"conditions\": {\"friction.objects\": 1.11}", 422, "condition-refused", "0.7 to 1.1"),
                Arguments.of("\"conditions\": {\"board.fixed\": 0.5}", 422, "condition-refused", "whole number"),
                Arguments.of("\"conditions\": {\"board.fixed\": null}", 400, "body-malformed", "board.fixed"),
                Arguments.of("\"body\": \"cloud\"", 400, "body-malformed", "\"simulation\" or \"real\""),
                Arguments.of("\"colour\": \"red\"", 400, "body-malformed", "colour"));
    }

    @ParameterizedTest
    @MethodSource("badItems")
    void itemThatCouldNotRunIsRefusedByItsNumber(String field, int status, String code, String because) {
        boolean wholeBody = field.contains("colour") || code.equals("goal-image-unknown");
        submit("bob", "bad " + UUID.randomUUID(), item("\"seed\": 1") + "," + item(field))
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", wholeBody ? containsString(because) : startsWith("Item 1: "))
                .body("detail", containsString(because));
    }

    @Test
    void nameThatMayNotBeSaidInPublicIsRefusedAndNothingIsKept() {
        for (String name : new String[] {"stab the person", "ask ada@example.org about it"}) {
            submit("ada", name, items(1))
                    .statusCode(422)
                    .body("code", equalTo("study-refused"))
                    .body("detail", startsWith("The name of a study is public"))
                    .body("detail", not(containsString(name)));
            as("ada").queryParam("name", name).get(STUDIES).then().body("$", hasSize(0));
        }
        submit("ada", "stab at the drawer " + UUID.randomUUID().toString().substring(0, 1), items(1))
                .statusCode(201);
    }

    @Test
    void whatLiesOnTheEdgeIsTaken() {
        String edge = item("\"conditions\": {\"friction.objects\": 0.7, \"board.fixed\": 1}") + ","
                + item("\"conditions\": {\"friction.objects\": 1.1, \"board.fixed\": 0}") + ","
                + item("\"seed\": \"18446744073709551615\"") + ","
                + item("\"instruction\": \"" + "a".repeat(500) + "\"");
        String id =
                submit("ada", "n".repeat(120), edge).statusCode(201).extract().path("id");

        given().get(STUDIES + "/" + id + "/episodes")
                .then()
                .statusCode(200)
                .body("number", equalTo(java.util.List.of(0, 1, 2, 3)))
                .body("[0].conditions.'friction.objects'", equalTo(0.7f))
                .body("[2].seed", equalTo("18446744073709551615"))
                .body("[3].instruction", equalTo("a".repeat(500)));
        submit("ada", "n".repeat(121), items(1)).statusCode(400).body("detail", containsString("this one has 121"));
        submit("ada", "", items(1)).statusCode(400).body("detail", containsString("1 to 120"));
        submit("ada", " a", items(1)).statusCode(400).body("detail", containsString("spaces around"));
        submit("ada", "none", "").statusCode(400).body("detail", containsString("at least one item"));
    }

    @Test
    void tenThousandItemsAreTakenAndOneMoreIsNot() {
        submit("bob", "large", items(Studies.MOST_ITEMS))
                .statusCode(201)
                .body("all.items", equalTo(10_000))
                .body("tasks", hasSize(1));
        submit("bob", "larger", items(Studies.MOST_ITEMS + 1))
                .statusCode(413)
                .body("code", equalTo("study-too-large"))
                .body("detail", containsString("10001 items"));
        as("bob")
                .contentType(ContentType.JSON)
                .body("{\"name\": \"" + " ".repeat(8 * 1024 * 1024) + "\"}")
                .post(STUDIES)
                .then()
                .statusCode(413)
                .body("detail", containsString("at most 8388608"));
        as("bob")
                .contentType(ContentType.JSON)
                .body("{\"name\": \"" + " ".repeat(8 * 1024 * 1024 - 12) + "\"}")
                .post(STUDIES)
                .then()
                .statusCode(400)
                .body("detail", containsString("items"));
    }

    @Test
    void onlySoManyStudiesRunAtOnce() {
        for (int i = 0; i < StudySettings.RUNNING; i++) {
            submitted("carl", "one of many " + i, 1);
        }
        submit("carl", "one too many", items(1))
                .statusCode(429)
                .body("code", equalTo("queue-full"))
                .body("detail", containsString("6 studies are running"));
        nothingRunsOn();
        submitted("carl", "one too many", 1);
    }

    @Test
    void whoeverSubmitsTooOftenIsToldWhenToComeBack() {
        for (int i = 0; i < StudySettings.SUBMISSIONS; i++) {
            submit("dora", "again", items(1)).statusCode(i == 0 ? 201 : 200);
        }
        submit("dora", "again", items(1))
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("Too many studies"));
    }

    @Test
    void itemsByPictureRunUnderPicturesOfTheSubmitter() throws IOException {
        String name = "pictures " + UUID.randomUUID();
        submit("ada", name, byPicture(picture("ada"))).statusCode(201);
        // The same pixels under another id are the same items.
        submit("ada", name, byPicture(picture("ada"))).statusCode(200);
        submit("ada", name + " of bob", byPicture(picture("bob")))
                .statusCode(422)
                .body("code", equalTo("goal-image-unknown"));
        given().contentType("image/png")
                .body(png())
                .post(STUDIES + "/goal-images")
                .then()
                .statusCode(401);
    }

    @Test
    void studyThatIsNotThereOrNotYoursIsRefusedByName() {
        String unknown = UUID.randomUUID().toString();
        given().get(STUDIES + "/" + unknown).then().statusCode(404).body("code", equalTo("study-unknown"));
        given().get(STUDIES + "/" + unknown + "/episodes").then().statusCode(404);
        given().get(STUDIES + "/nonsense").then().statusCode(400).body("code", equalTo("id-malformed"));
        as("ada").delete(STUDIES + "/" + unknown).then().statusCode(404);
        String id = submitted("ada", "mine " + unknown, 1);
        as("bob").delete(STUDIES + "/" + id).then().statusCode(403).body("code", equalTo("not-yours"));
        given().delete(STUDIES + "/" + id).then().statusCode(401);
        as("ada").delete(STUDIES + "/" + id).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
        as("ada")
                .delete(STUDIES + "/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("state-conflict"))
                .body("detail", containsString("WITHDRAWN"));
    }

    private static String byPicture(String picture) {
        return item(
                "\"policyVersion\": {\"name\": \"goal-seeker\", \"digest\": \"" + "ef".repeat(32) + "\"}",
                "\"goalImageId\": \"" + picture + "\"");
    }

    private static String picture(String submitter) throws IOException {
        return as(submitter)
                .contentType("image/png")
                .body(png())
                .post(STUDIES + "/goal-images")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
