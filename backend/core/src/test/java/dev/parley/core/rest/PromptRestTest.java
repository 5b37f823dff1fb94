package dev.parley.core.rest;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PromptRestTest {
    private static final String PROMPTS = "/api/v1/prompts";

    @Inject
    Lab lab;

    @Inject
    Turns turns;

    @BeforeEach
    void stationIsThere() {
        lab.station(StationKind.SIMULATOR);
    }

    @Test
    void promptIsAcceptedWithPlaceWaitAndReading() {
        var created = submit(
                        "{\"instruction\": \"  put the red cube in the blue bowl \", \"seed\": \"18446744073709551615\"}")
                .statusCode(201)
                .header("Location", containsString(PROMPTS + "/"))
                .cookie("parley_guest", notNullValue())
                .body("state", equalTo("QUEUED"))
                .body("instruction", equalTo("put the red cube in the blue bowl"))
                .body("task.reading", equalTo("the red cube ends inside the blue bowl"))
                .body("seed", equalTo("18446744073709551615"))
                .body("position", equalTo(3))
                .body("wait.p50Seconds", equalTo(20))
                .body("wait.reason", equalTo("OTHERS_AHEAD"))
                .body("episodes", hasSize(0))
                .extract();
        given().get(created.header("Location")).then().statusCode(200).body("id", equalTo(created.path("id")));
        String setCookie = created.header("Set-Cookie");
        assertThat(setCookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
    }

    @Test
    void refusedPromptSaysWhyAndWhatWouldBeRight() {
        String location = submit("{\"instruction\": \"stab the person with the fork\"}")
                .statusCode(201)
                .body("state", equalTo("REJECTED"))
                .body("rejection.code", equalTo("harm"))
                .body("rejection.text", containsString("objects on the table"))
                .body("seed", nullValue())
                .body("position", nullValue())
                .extract()
                .header("Location");
        given().get(location).then().statusCode(200).body("rejection.code", equalTo("harm"));
    }

    @Test
    void sentenceThatNoPredicateJudgesIsNotMachineJudged() {
        submit("{\"instruction\": \"do not put the red cube in the blue bowl\"}")
                .statusCode(201)
                .body("task", nullValue());
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("", 400, "body-malformed", "empty"),
                Arguments.of("{", 400, "body-malformed", "line 1"),
                Arguments.of("[]", 400, "body-malformed", "JSON object"),
                Arguments.of("null", 400, "body-malformed", "null"),
                Arguments.of("{\"instruction\": \"x\"} {}", 400, "body-malformed", ""),
                Arguments.of("{\"instruction\": 7}", 400, "body-malformed", "instruction"),
                Arguments.of("{\"instruction\": \"x\", \"instruktion\": \"y\"}", 400, "body-malformed", "instruktion"),
                Arguments.of("{}", 400, "instruction-missing", "goalImageId"),
                Arguments.of("{\"instruction\": \"   \"}", 400, "instruction-missing", "empty"),
                Arguments.of("{\"instruction\": \"" + "a".repeat(10_000) + "\"}", 400, "instruction-too-long", "500"),
                Arguments.of("{\"instruction\": \"put\\u0000it\"}", 400, "instruction-not-text", "U+0000"),
                Arguments.of("{\"instruction\": \"put\\nit\"}", 400, "instruction-not-text", "U+000A"),
                Arguments.of("{\"instruction\": \"put \\u202e it\"}", 400, "instruction-not-text", "U+202E"),
                Arguments.of("{\"instruction\": \"put \\ud800 it\"}", 400, "instruction-not-text", "U+D800"),
                Arguments.of(
                        "{\"instruction\": \"x\", \"sceneId\": \"moon\"}", 422, "scene-unknown", "blocks-and-bowls"),
                Arguments.of("{\"instruction\": \"x\", \"policyId\": \"gpt\"}", 422, "policy-unknown", "tabletop-bc"),
                Arguments.of(
                        "{\"instruction\": \"x\", \"policyId\": \"goal-seeker\"}",
                        422,
                        "policy-does-not-fit",
                        "instruction"),
                Arguments.of("{\"instruction\": \"x\", \"seed\": -1}", 400, "seed-out-of-range", "whole number"),
                Arguments.of("{\"instruction\": \"x\", \"seed\": 1.5}", 400, "seed-out-of-range", "whole number"),
                Arguments.of(
                        "{\"instruction\": \"x\", \"seed\": \"18446744073709551616\"}",
                        400,
                        "seed-out-of-range",
                        "18446744073709551615"),
                Arguments.of("{\"instruction\": \"x\", \"seed\": true}", 400, "seed-out-of-range", "whole number"),
                Arguments.of("{\"instruction\": \"x\", \"body\": \"cardboard\"}", 400, "body-malformed", "simulation"),
                Arguments.of("{\"instruction\": \"x\", \"body\": true}", 400, "body-malformed", "body"),
                Arguments.of("{\"goalImageId\": \"nope\"}", 400, "id-malformed", "goal image"),
                Arguments.of(
                        "{\"goalImageId\": \"3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34\"}",
                        422,
                        "goal-image-unknown",
                        "upload"),
                Arguments.of(
                        "{\"instruction\": \"x\", \"goalImageId\": \"3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34\"}",
                        422,
                        "goal-image-unknown",
                        "upload"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void badPromptIsAClearProblemAndStoresNothing(String body, int status, String code, String says) {
        long before = await(turns.open());
        submit(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:parley:problem:" + code))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("title", notNullValue())
                .body("detail", containsString(says))
                .body("detail", not(containsString("Exception")))
                .body("detail", not(containsString("dev.parley")));
        assertThat(await(turns.open())).isEqualTo(before);
    }

    @Test
    void addressesMethodsAndTypesThatAreNotThereAreProblems() {
        problem(given().get("/api/v1/nothing").then(), 404, "not-found");
        problem(given().get("/api/elsewhere").then(), 404, "not-found");
        problem(
                given().get(PROMPTS + "/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34/x/y")
                        .then(),
                404,
                "not-found");
        problem(given().put(PROMPTS).then(), 405, "method-not-allowed");
        problem(given().contentType(ContentType.TEXT).body("hi").post(PROMPTS).then(), 415, "media-type-not-supported");
        problem(given().get(PROMPTS + "/nope").then(), 400, "id-malformed");
        problem(given().get(PROMPTS + "/1-1-1-1-1").then(), 400, "id-malformed");
        problem(given().get(PROMPTS + "/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34").then(), 404, "prompt-unknown");
        problem(given().get(PROMPTS + "?limit=0").then(), 400, "body-malformed");
        problem(submit("{\"instruction\": \"" + "a".repeat(70_000) + "\"}"), 413, "body-too-large");
    }

    @Test
    void foreignPagesMayNotWrite() {
        String body = "{\"instruction\": \"x\"}";
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost:1"}) {
            problem(
                    given().header("Origin", origin)
                            .contentType(ContentType.JSON)
                            .body(body)
                            .post(PROMPTS)
                            .then(),
                    403,
                    "foreign-origin");
        }
        problem(
                given().header("Sec-Fetch-Site", "cross-site")
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post(PROMPTS)
                        .then(),
                403,
                "foreign-origin");
        given().header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.JSON)
                .body(body)
                .post(PROMPTS)
                .then()
                .statusCode(201);
    }

    @Test
    void onlyTheAskerWithdraws() {
        String token =
                given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
        String other =
                given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
        String location = given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body("{\"instruction\": \"wave\"}")
                .post(PROMPTS)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        problem(given().delete(location).then(), 403, "not-yours");
        problem(given().header("X-Parley-Guest", other).delete(location).then(), 403, "not-yours");
        problem(given().header("X-Parley-Guest", token + "x").delete(location).then(), 401, "token-refused");
        given().header("X-Parley-Guest", token)
                .delete(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        problem(given().header("X-Parley-Guest", token).delete(location).then(), 409, "prompt-ended");
        given().header("X-Parley-Guest", token)
                .get(PROMPTS)
                .then()
                .statusCode(200)
                .body("", hasSize(1));
        given().header("X-Parley-Guest", other)
                .get(PROMPTS)
                .then()
                .statusCode(200)
                .body("", hasSize(0));
    }

    @Test
    void forgedCookieIsNobody() {
        String cookie =
                submit("{\"instruction\": \"wave\"}").statusCode(201).extract().cookie("parley_guest");
        String forged = (cookie.startsWith("A") ? "B" : "A") + cookie.substring(1);
        given().cookie("parley_guest", cookie).get(PROMPTS).then().body("", hasSize(1));
        given().cookie("parley_guest", forged)
                .get(PROMPTS)
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        given().cookie("parley_guest", "x.y")
                .get(PROMPTS)
                .then()
                .statusCode(200)
                .body("", hasSize(0));
    }

    @Test
    void howTheJudgeReadsWordsIsToldBeforeAnythingIsAsked() {
        String reading = "/api/v1/scenes/" + Lab.SCENE + "/reading";
        given().queryParam("instruction", "Could you move the red cube into the blue bowl, please?")
                .get(reading)
                .then()
                .statusCode(200)
                .body("taskId", equalTo("put-cube-red-in-bowl-blue"))
                .body("reading", notNullValue());
        given().queryParam("instruction", "w".repeat(500))
                .get(reading)
                .then()
                .statusCode(200)
                .body("taskId", nullValue())
                .body("reading", nullValue());
        problem(given().queryParam("instruction", "w".repeat(501)).get(reading).then(), 400, "instruction-too-long");
        problem(given().get(reading).then(), 400, "instruction-missing");
        problem(
                given().queryParam("instruction", "wave")
                        .get("/api/v1/scenes/kitchen/reading")
                        .then(),
                422,
                "scene-unknown");
    }

    @Test
    void catalogueAndOpenApiAreServed() {
        given().get("/api/v1/scenes").then().statusCode(200).body("[0].id", equalTo(Lab.SCENE));
        given().get("/api/v1/policies").then().statusCode(200).body("id", hasItem(Lab.POLICY));
        given().get("/api/v1/stations").then().statusCode(200).body("state", hasItem("IDLE"));
        given().queryParam("sceneId", Lab.SCENE)
                .queryParam("policyId", Lab.POLICY)
                .get("/api/v1/queue")
                .then()
                .statusCode(200)
                .body("ifAskedNow.position", equalTo(3))
                .body("ifAskedNow.p90Seconds", equalTo(45))
                .body("ifAskedNow.open", equalTo(true))
                .body("ifAskedNow.longestWaitSeconds", equalTo(7200));
        String token = given().post("/api/v1/guests").then().extract().path("token");
        given().header("X-Parley-Guest", token)
                .queryParam("sceneId", Lab.SCENE)
                .queryParam("policyId", Lab.POLICY)
                .get("/api/v1/queue")
                .then()
                .statusCode(200)
                .body("ifAskedNow.position", equalTo(7))
                .body("ifAskedNow.text", equalTo("6 ahead"));
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/prompts'.post.summary", endsWith("prompt"));
    }

    private static ValidatableResponse submit(String body) {
        return given().contentType(ContentType.JSON).body(body).post(PROMPTS).then();
    }

    private static void problem(ValidatableResponse response, int status, String code) {
        response.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }
}
