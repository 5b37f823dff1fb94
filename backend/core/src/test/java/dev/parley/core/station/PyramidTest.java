package dev.parley.core.station;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.person.Role;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Simulation first, then a robot, and on a robot only what its lab approved. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PyramidTest {
    private static final String HOUSE = "house";
    private static final String SENTENCE = "put the red cube in the blue bowl";
    private static final String EXPERT = "cd".repeat(32);

    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    Assignments assignments;

    @Inject
    Pool sql;

    @Test
    void everyDeedIsOpenToItsRolesAndToNobodyElse() {
        StationData station = lab.station(StationKind.REHEARSAL);
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new LinkedHashMap<>();
        calls.put("list", as -> as.get(at(station, "")).then());
        calls.put("approve", as -> post(as, station, EXPERT, "approval"));
        calls.put("take back", as -> post(as, station, EXPERT, "revocation"));
        calls.put("rule", as -> rule(as, station, PolicyRule.ANY));
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "lab admin elsewhere", accounts.with(Role.LAB_ADMIN, accounts.lab()),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));

        calls.forEach((name, call) -> {
            call.apply(given()).statusCode(401);
            callers.forEach((role, caller) -> {
                int status = call.apply(caller.asks()).extract().statusCode();
                boolean may = role.equals("lab admin")
                        || role.equals("platform admin")
                        || role.equals("operator") && name.equals("list");
                // Who may is told that it has not passed, or is not approved; who may not learns nothing.
                if (may) {
                    assertThat(status).as("%s by %s", name, role).isIn(200, 409);
                } else {
                    assertThat(status).as("%s by %s", name, role).isEqualTo(403);
                }
            });
        });
    }

    @Test
    void realStationRunsWhatPassedInSimulationAndWasApprovedForIt() {
        StationData robot = lab.station(StationKind.REHEARSAL);
        StationData simulator = lab.station(StationKind.SIMULATOR);
        Somebody admin = accounts.with(Role.LAB_ADMIN, HOUSE);
        await(sql.query("DELETE FROM outcome WHERE judge = 'scene'").execute());
        assertThat(await(stations.find(robot.id())).orElseThrow().policyDigests())
                .contains(Lab.DIGEST);
        rule(admin.asks(), robot, PolicyRule.APPROVED)
                .statusCode(200)
                .body("rule", equalTo("APPROVED"))
                .body("simulatorPassesNeeded", equalTo(3))
                .body(version("allowed"), equalTo(false));
        assertThat(await(stations.find(robot.id())).orElseThrow().policyDigests())
                .isEmpty();
        PromptData prompt = lab.ask(Lab.someone(), SENTENCE);
        assertThat(offered(prompt, robot)).isEmpty();

        for (int i = 0; i < 2; i++) {
            lab.runToTheEnd(lab.lease(lab.ask(Lab.someone(), SENTENCE), simulator));
        }
        post(admin.asks(), robot, Lab.DIGEST, "approval")
                .statusCode(409)
                .body("detail", containsString("done 2 times there"));
        lab.runToTheEnd(lab.lease(lab.ask(Lab.someone(), SENTENCE), simulator));
        post(admin.asks(), robot, Lab.DIGEST, "approval")
                .statusCode(200)
                .body(version("simulatorDone"), equalTo(3))
                .body(version("allowed"), equalTo(true))
                .body(version("approval.by"), equalTo("Some Body"));

        assertThat(await(stations.find(robot.id())).orElseThrow().policyDigests())
                .containsExactly(Lab.DIGEST);
        assertThat(offered(prompt, robot)).isPresent();
        post(admin.asks(), robot, Lab.DIGEST, "revocation").statusCode(200).body(version("approval"), nullValue());
        post(admin.asks(), robot, Lab.DIGEST, "revocation").statusCode(409);
        post(admin.asks(), robot, "99".repeat(32), "approval").statusCode(422);
        assertThat(await(stations.find(robot.id())).orElseThrow().policyDigests())
                .isEmpty();
        assertThat(await(stations.find(simulator.id())).orElseThrow().policyDigests())
                .as("a simulator runs whatever it announces")
                .contains(Lab.DIGEST, EXPERT);
        admin.asks()
                .get("/api/v1/audit?subject=" + robot.id())
                .then()
                .body(
                        "entries.action",
                        hasItems("station.policy-approved", "station.policy-taken-back", "station.policy-rule-set"));
    }

    private static String version(String field) {
        return "versions.find { it.digest == '" + Lab.DIGEST + "' }." + field;
    }

    private Optional<AssignmentData> offered(PromptData prompt, StationData station) {
        return await(assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, Duration.ofSeconds(30)));
    }

    private static ValidatableResponse post(RequestSpecification as, StationData station, String digest, String what) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("reason", "for a test"))
                .post(at(station, "/" + digest + "/" + what))
                .then();
    }

    private static ValidatableResponse rule(RequestSpecification as, StationData station, PolicyRule rule) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("rule", rule.name(), "reason", "for a test"))
                .put(at(station, "/rule"))
                .then();
    }

    private static String at(StationData station, String where) {
        return "/api/v1/desk/stations/" + station.id() + "/policies" + where;
    }
}
