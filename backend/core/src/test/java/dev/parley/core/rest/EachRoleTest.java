package dev.parley.core.rest;

import static dev.parley.core.rest.RestCalls.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.station.StationKind;
import dev.parley.core.study.StudySettings;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what: each action tried by the asker, another guest, an operator, a researcher and nobody. A key opens its own desk alone. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(StudySettings.class)
@QuarkusTestResource(value = EachRoleTest.ModerationDesk.class, restrictToAnnotatedClass = true)
class EachRoleTest {
    private static final String OPERATOR = "operates-".repeat(5);
    private static final String RESEARCHER = StudySettings.key("ada");
    private static final String NONE = "3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34";

    /** A key for the desk of operators; that of researchers is open to those of {@link StudySettings}. */
    public static final class ModerationDesk implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of("parley.moderation.keys", "role-operator:" + OPERATOR);
        }

        @Override
        public void stop() {
            // Only settings.
        }
    }

    @Inject
    Lab lab;

    @BeforeEach
    void stationComes() {
        lab.station(StationKind.SIMULATOR);
    }

    /** In this order: the asker, another guest, an operator, a researcher, nobody. */
    private static void answers(
            Function<String, String> asked,
            Function<Who, Response> action,
            int asker,
            int guest,
            int operator,
            int researcher,
            int nobody) {
        String owner = token();
        String[] names = {"nobody", "a researcher", "an operator", "another guest", "the asker"};
        int[] wanted = {nobody, researcher, operator, guest, asker};
        RequestSpecification[] as = {
            given(), key(RESEARCHER), key(OPERATOR), guest(token()), guest(owner),
        };
        String what = asked.apply(owner);
        for (int i = 0; i < names.length; i++) {
            assertThat(action.apply(new Who(as[i], what)).statusCode())
                    .as(names[i])
                    .isEqualTo(wanted[i]);
        }
    }

    private record Who(RequestSpecification as, String asked) {}

    private static void answersOnAnAsk(
            Function<Who, Response> action, int asker, int guest, int operator, int researcher, int nobody) {
        answers(EachRoleTest::ask, action, asker, guest, operator, researcher, nobody);
    }

    private static void answers(
            Function<Who, Response> action, int asker, int guest, int operator, int researcher, int nobody) {
        answers(owner -> NONE, action, asker, guest, operator, researcher, nobody);
    }

    @Test
    void onlyTheAskerTakesTheirAskOutOfTheLine() {
        answersOnAnAsk(who -> who.as().delete("/api/v1/prompts/" + who.asked()), 200, 403, 403, 403, 403);
    }

    @Test
    void onlyTheAskerTakesTheirAskBack() {
        answersOnAnAsk(
                who -> who.as()
                        .contentType(ContentType.JSON)
                        .body(Map.of("promptId", who.asked()))
                        .post("/api/v1/withdrawals"),
                202,
                403,
                403,
                403,
                403);
    }

    @Test
    void everybodyReadsAnAsk() {
        answersOnAnAsk(who -> who.as().get("/api/v1/prompts/" + who.asked()), 200, 200, 200, 200, 200);
    }

    @Test
    void onlyAnOperatorReadsTheDeskAndDecides() {
        answers(who -> who.as().get("/api/v1/moderation/cases"), 401, 401, 200, 401, 401);
        answers(
                who -> who.as()
                        .contentType(ContentType.JSON)
                        .body(Map.of("verdict", "pass", "reason", "because"))
                        .post("/api/v1/moderation/cases/" + who.asked() + "/decision"),
                401,
                401,
                404,
                401,
                401);
        answers(
                who -> who.as().get("/api/v1/moderation/cases/" + who.asked() + "/picture.png"),
                401,
                401,
                404,
                401,
                401);
    }

    @Test
    void onlyAResearcherSubmitsFindsAndWithdrawsStudies() {
        answers(who -> who.as().get("/api/v1/studies?name=none"), 401, 401, 401, 200, 401);
        answers(
                who -> who.as().contentType(ContentType.JSON).body("{}").post("/api/v1/studies"),
                401,
                401,
                401,
                400,
                401);
        answers(who -> who.as().delete("/api/v1/studies/" + who.asked()), 401, 401, 401, 404, 401);
        answers(
                who -> who.as()
                        .contentType("image/png")
                        .body(new byte[] {1, 2, 3})
                        .post("/api/v1/studies/goal-images"),
                401,
                401,
                401,
                415,
                401);
    }

    private static RequestSpecification guest(String token) {
        return given().header("X-Parley-Guest", token);
    }

    private static RequestSpecification key(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static String ask(String owner) {
        return guest(owner)
                .contentType(ContentType.JSON)
                .body(Map.of("instruction", "wave"))
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
