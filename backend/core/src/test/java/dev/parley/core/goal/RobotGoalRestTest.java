package dev.parley.core.goal;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.HandDrawings;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A goal made by putting a robot somewhere in its room: what it says, how exactly it can be meant, and which picture it is. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RobotGoalRestTest {
    private static final String SAID =
            "the robot stands by the window, facing the blue bowl; ± 30 cm, ± 20°; the rest does not matter";

    @Inject
    Lab lab;

    @Inject
    GoalStatements statements;

    @Test
    void programFindsTheRoomItsRobotAndWhatThatSees() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        given().header("X-Parley-Guest", token)
                .get("/api/v1/scenes/" + Lab.SCENE + "/composer?seed=" + HandDrawings.ROOM)
                .then()
                .statusCode(200)
                .body("robot.object", equalTo("robot"))
                .body("robot.floor.maxXM", equalTo(2f))
                .body("robot.landmarks.name", equalTo(List.of("window")))
                .body("robot.seen", startsWith("data:image/png;base64,"))
                .body("relations", hasSize(0))
                .body("hint", containsString("more than 10 cm or turn it by more than 10°"));
        given().header("X-Parley-Guest", token)
                .get("/api/v1/scenes/" + Lab.SCENE + "/composer?seed=7")
                .then()
                .statusCode(200)
                .body("robot", nullValue());
        given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(Map.of("seed", "" + HandDrawings.ROOM, "placements", at(1, 1, 1)))
                .post("/api/v1/scenes/" + Lab.SCENE + "/composer")
                .then()
                .statusCode(200)
                .body("relations[0].text", equalTo("the robot stands by the window, where the picture was taken"))
                .body("relations[0].usual", equalTo(true))
                .body("relations[1].usual", equalTo(true))
                .body("relations[2].text", equalTo("the robot stands anywhere at the dock"))
                .body("relations[2].usual", equalTo(false));
    }

    @Test
    void confirmedPoseSaysWhereTheRobotStandsAndLooksAndHowExactly() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String id = compose(token, at(1, 1, 1), Map.of())
                .statusCode(201)
                .body("statement.text", equalTo(SAID))
                .body("statement.withinM", equalTo(0.3f))
                .body("statement.withinDegrees", equalTo(20f))
                .extract()
                .path("id");
        given().header("X-Parley-Guest", token)
                .get("/api/v1/goal-images/" + id + "/statement")
                .then()
                .statusCode(200)
                .body("withinDegrees", equalTo(20f))
                .body("text", equalTo(SAID));

        GoalStatement kept =
                await(statements.of(GoalImageId.parse(id))).orElseThrow().statement();
        assertThat(kept.withinDegrees()).isEqualTo(20);
        assertThat(kept.relations().get(0).xM()).isEqualTo(1);
        assertThat(kept.relations().get(1).headingRad()).isEqualTo(1);
        given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(Map.of("goalImageId", id, "policyId", "goal-seeker"))
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .body("task.reading", equalTo(SAID));
    }

    @Test
    void pictureOfTheGoalIsWhatTheRobotSeesThere() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        byte[] one = picture(token, at(1, 1, 1));
        byte[] other = picture(token, at(-1, 1, 1));

        // The room itself looks the same in both: only what the robot sees can differ.
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void howExactlyHasLimitsOnBothSides() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        for (double within : new double[] {0.1, 0.5}) {
            compose(token, at(1, 1, 1), Map.of("withinM", within)).statusCode(201);
        }
        for (double within : new double[] {0.099, 0.501}) {
            refused(token, at(1, 1, 1), Map.of("withinM", within), "goal-tolerance-refused", "0.10 to 0.50");
        }
        for (double degrees : new double[] {10, 45}) {
            compose(token, at(1, 1, 1), Map.of("withinDegrees", degrees)).statusCode(201);
        }
        for (double degrees : new double[] {9, 46}) {
            refused(token, at(1, 1, 1), Map.of("withinDegrees", degrees), "goal-tolerance-refused", "10 to 45");
        }
        // On a table nothing looks anywhere.
        given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "sceneId",
                        Lab.SCENE,
                        "seed",
                        "7",
                        "withinDegrees",
                        20,
                        "placements",
                        List.of(Map.of("object", "cube-red", "xM", 0.1, "yM", 0))))
                .post("/api/v1/goal-images/composed")
                .then()
                .statusCode(422)
                .body("code", equalTo("goal-tolerance-refused"))
                .body("detail", containsString("Leave it out"));
    }

    @Test
    void whereItCannotStandAndWhatWouldBeDoneAlreadyIsRefused() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        refused(token, at(2.1, 0, 0), Map.of(), "placement-refused", "in a wall");
        refused(token, at(0, 0, 0), Map.of(), "goal-means-nothing", "10 cm");
        refused(token, at(0.25, 0, 0.3), Map.of(), "goal-already-so", "within 30 cm");
        compose(token, at(0.31, 0, 0.3), Map.of()).statusCode(201);
        compose(token, at(0, 0, Math.toRadians(21)), Map.of()).statusCode(201);
        refused(
                token,
                at(0, 0, Math.toRadians(19)),
                Map.of("relations", List.of("robot-heading:robot:bowl-blue:")),
                "goal-already-so",
                "within 20°");
    }

    @Test
    void partOfThePoseCanBeMeantAlone() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        compose(token, at(1, 1, 1), Map.of("relations", List.of("robot-at-point:robot:window:")))
                .statusCode(201)
                .body(
                        "statement.text",
                        equalTo(
                                "the robot stands by the window, where the picture was taken; ± 30 cm; the rest does not matter"))
                .body("statement.withinDegrees", nullValue());
        compose(token, at(1, 1, 1), Map.of("relations", List.of("robot-heading:robot:bowl-blue:"), "withinDegrees", 30))
                .statusCode(201)
                .body(
                        "statement.text",
                        equalTo(
                                "the robot looks as the picture does, facing the blue bowl; ± 30°; the rest does not matter"));
        compose(token, at(1, 1, 1), Map.of("relations", List.of("robot-at:robot:dock:")))
                .statusCode(201)
                .body("statement.text", equalTo("the robot stands anywhere at the dock; the rest does not matter"))
                .body("statement.text", not(containsString("±")));
    }

    private static byte[] picture(String token, List<Map<String, Object>> placements) {
        String url =
                compose(token, placements, Map.of()).statusCode(201).extract().path("url");
        return given().header("X-Parley-Guest", token)
                .get(url)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static List<Map<String, Object>> at(double x, double y, double yaw) {
        return List.of(Map.of("object", "robot", "xM", x, "yM", y, "yawRad", yaw));
    }

    private static ValidatableResponse compose(
            String token, List<Map<String, Object>> placements, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("sceneId", Lab.SCENE);
        body.put("seed", "" + HandDrawings.ROOM);
        body.put("placements", placements);
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/goal-images/composed")
                .then();
    }

    private static void refused(
            String token, List<Map<String, Object>> placements, Map<String, ?> more, String code, String why) {
        compose(token, placements, more)
                .statusCode(422)
                .body("code", equalTo(code))
                .body("detail", containsString(why));
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }
}
