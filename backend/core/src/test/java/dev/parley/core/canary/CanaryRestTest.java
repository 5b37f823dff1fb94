package dev.parley.core.canary;

import static dev.parley.core.canary.CanaryRig.DAY;
import static dev.parley.core.canary.CanaryRig.HOUSE;
import static dev.parley.core.canary.CanaryRig.body;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.episode.Outcome;
import dev.parley.core.person.Role;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station's canary as its people set, end and see it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(CanarySettings.class)
class CanaryRestTest {
    @Inject
    Accounts accounts;

    @Inject
    CanaryRound round;

    @Inject
    CanaryRig rig;

    @BeforeEach
    void nothingElseIsDue() {
        rig.begin();
    }

    @Test
    void everyDeedIsOpenToItsRolesAndToNobodyElse() {
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new LinkedHashMap<>();
        calls.put("look", as -> as.get(rig.at("")).then());
        calls.put("set", as -> rig.set(as, body()));
        calls.put("anew", as -> rig.post(as, "/baseline"));
        calls.put("end", as -> rig.post(as, "/end"));
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "lab admin elsewhere", accounts.with(Role.LAB_ADMIN, accounts.lab()),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));

        calls.forEach((name, call) -> {
            call.apply(given()).statusCode(401).body("code", equalTo("sign-in-needed"));
            callers.forEach((role, caller) -> {
                int status = call.apply(caller.asks()).extract().statusCode();
                boolean may = role.equals("lab admin")
                        || role.equals("platform admin")
                        || role.equals("operator") && name.equals("look");
                // Who may is told that there is none; who may not learns nothing.
                if (may) {
                    assertThat(status).as("%s by %s", name, role).isIn(200, 409);
                } else {
                    assertThat(status).as("%s by %s", name, role).isEqualTo(403);
                }
            });
        });
        given().get("/api/v1/desk/canaries").then().statusCode(401);
        requireNonNull(callers.get("user"))
                .asks()
                .get("/api/v1/desk/canaries")
                .then()
                .statusCode(403);
        rig.set(requireNonNull(callers.get("lab admin")).asks(), body()).statusCode(200);
        requireNonNull(callers.get("operator"))
                .asks()
                .get("/api/v1/desk/canaries")
                .then()
                .statusCode(200)
                .body("station", hasItem(rig.station().id().toString()));
        requireNonNull(callers.get("lab admin elsewhere"))
                .asks()
                .get("/api/v1/desk/canaries")
                .then()
                .statusCode(200)
                .body("station", not(hasItem(rig.station().id().toString())));
    }

    @Test
    void whatAStationCannotRunIsRefusedInWords() {
        Somebody admin = rig.admin();
        refused(admin, Map.of("at", "25:00"), 400, "written as 09:30");
        refused(admin, Map.of("zone", "Mars/Olympus"), 400, "time zone");
        refused(admin, Map.of("tries", 0), 400, "1 to 20 tries");
        refused(admin, Map.of("tries", 21), 400, "1 to 20 tries");
        refused(admin, Map.of("seeds", List.of()), 400, "1 to 20 tries");
        refused(admin, Map.of("seeds", List.of("-1")), 400, "seed is a whole number");
        refused(admin, Map.of("seeds", List.of("7", "8", "7")), 400, "7 is there more than once");
        refused(admin, Map.of("sceneId", "moon"), 422, "offers no scene \"moon\"");
        refused(admin, Map.of("taskId", "fly"), 422, "no task \"fly\"");
        refused(admin, Map.of("conditions", Map.of("gravity", 1)), 422, "no condition \"gravity\"");
        refused(
                admin,
                Map.of("policyVersion", Map.of("name", Lab.POLICY, "digest", "99".repeat(32))),
                422,
                "may not run this version");
        refused(admin, Map.of("reason", " "), 400, "A reason has 1 to 500");
        refused(admin, Map.of("instruction", ""), 400, "instruction");
        rig.openOnMondaysFromNineToFive();
        refused(admin, Map.of("at", "17:00"), 400, "within its opening hours");
        rig.set(admin.asks(), body(Map.of("at", "16:59"))).statusCode(200).body("plan.zone", equalTo("Europe/Berlin"));
        rig.set(admin.asks(), body(Map.of("tries", 20))).statusCode(200).body("plan.seeds", hasSize(20));
        rig.set(admin.asks(), body(Map.of("seeds", List.of("18446744073709551615", 7))))
                .statusCode(200)
                .body("plan.seeds", equalTo(List.of("18446744073709551615", "7")));
    }

    private void refused(Somebody admin, Map<String, Object> other, int status, String detail) {
        rig.set(admin.asks(), body(other)).statusCode(status).body("detail", containsString(detail));
    }

    @Test
    void anotherTimeKeepsItsCourseAndAnotherTaskBeginsAnew() {
        Somebody admin = rig.admin();
        rig.set(admin.asks(), body()).statusCode(200);
        UUID before = rig.course().canary().id();
        rig.set(admin.asks(), body(Map.of("at", "11:00"))).statusCode(200).body("plan.at", equalTo("11:00"));
        assertThat(rig.course().canary().id()).isEqualTo(before);
        rig.set(admin.asks(), body(Map.of("tries", 3))).statusCode(200);
        assertThat(rig.course().canary().id()).isNotEqualTo(before);
    }

    @Test
    void endingItTakesWhatWaitsOutOfTheLine() {
        Somebody admin = rig.admin();
        Instant due = rig.set(2);
        await(round.feed(due));
        List<PromptData> waiting = rig.waiting();
        rig.run(waiting.getFirst().turns().getFirst(), Outcome.Result.SUCCESS);
        rig.post(admin.asks(), "/end")
                .statusCode(200)
                .body("plan", nullValue())
                .body("said", equalTo("No canary is asked of this station."));

        assertThat(rig.prompt(waiting.get(0).id()).state()).isEqualTo(PromptState.COMPLETED);
        assertThat(rig.prompt(waiting.get(1).id()).state()).isEqualTo(PromptState.WITHDRAWN);
        assertThat(await(round.feed(due.plus(DAY)))).isZero();
        rig.post(admin.asks(), "/end").statusCode(409).body("detail", containsString("has no canary"));
        rig.post(admin.asks(), "/baseline").statusCode(409);
    }
}
