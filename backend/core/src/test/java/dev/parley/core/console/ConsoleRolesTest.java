package dev.parley.core.console;

import static dev.parley.core.console.ConsoleRig.CHECKED;
import static dev.parley.core.console.ConsoleRig.HOUSE;
import static dev.parley.core.console.ConsoleRig.SENTENCE;
import static dev.parley.core.console.ConsoleRig.ask;
import static dev.parley.core.console.ConsoleRig.at;
import static dev.parley.core.console.ConsoleRig.look;
import static dev.parley.core.console.ConsoleRig.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.person.Role;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who may do what at a console, and within which limits. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleRolesTest {
    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    ConsoleRig rig;

    @Test
    void everyDeedIsOpenToItsRolesAndToNobodyElse() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        String ask = "/asks/" + UUID.randomUUID();
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new LinkedHashMap<>();
        calls.put("look", as -> as.get(at(station, "")).then());
        calls.put("shifts", as -> as.get(at(station, "/shifts")).then());
        calls.put("sign on", as -> send(as, station, "/shift", Map.of()));
        calls.put("approve", as -> send(as, station, ask + "/approval", Map.of()));
        calls.put("refuse", as -> send(as, station, ask + "/refusal", Map.of("reason", "for a test")));
        calls.put("start", as -> send(as, station, ask + "/start", Map.of("checked", CHECKED)));
        calls.put("reset", as -> send(as, station, ask + "/reset", Map.of()));
        calls.put("take over", as -> send(as, station, ask + "/takeover", Map.of("reason", "for a test")));
        calls.put(
                "judge",
                as -> as.contentType(ContentType.JSON)
                        .body(Map.of("result", "SUCCESS"))
                        .put(at(station, ask + "/verdict"))
                        .then());
        calls.put("sign off", as -> as.delete(at(station, "/shift")).then());
        calls.put(
                "rule",
                as -> as.contentType(ContentType.JSON)
                        .body(Map.of("rule", "READ_EACH", "reason", "for a test"))
                        .put(at(station, "/rule"))
                        .then());
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "operator elsewhere", accounts.with(Role.OPERATOR, accounts.lab()),
                "lab admin elsewhere", accounts.with(Role.LAB_ADMIN, accounts.lab()),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));

        calls.forEach((name, call) -> {
            call.apply(given()).statusCode(401).body("code", equalTo("sign-in-needed"));
            callers.forEach((role, caller) -> {
                int status = call.apply(caller.asks()).extract().statusCode();
                boolean may = role.equals("lab admin")
                        || role.equals("operator") && !name.equals("rule")
                        || role.equals("platform admin") && (name.equals("rule") || name.equals("shifts"));
                // Who may is told that there is no such ask, or to sign on first; who may not learns nothing.
                if (may) {
                    assertThat(status).as("%s by %s", name, role).isIn(200, 204, 404, 409);
                } else {
                    assertThat(status).as("%s by %s", name, role).isEqualTo(403);
                }
            });
        });
    }

    @Test
    void listOfShiftsIsAsLongAsAskedForWithinItsLimits() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        for (Map.Entry<String, Integer> each :
                Map.of("0", 400, "1", 200, "200", 200, "201", 400, "all", 400).entrySet()) {
            operator.asks()
                    .get(at(station, "/shifts?limit=" + each.getKey()))
                    .then()
                    .statusCode(each.getValue());
        }
    }

    @Test
    void stationWithoutAConsoleIsOfferedAsksAtOnce() {
        StationData station = lab.station(StationKind.REHEARSAL);
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);

        assertThat(lab.offer(lab.ask(Lab.someone(), SENTENCE), station).state()).isEqualTo(AssignmentState.OFFERED);
        send(operator.asks(), station, "/shift", Map.of())
                .statusCode(409)
                .body("detail", containsString("has no console"));
        look(operator, station).body("rule", equalTo("NONE")).body("station.name", not(nullValue()));
    }
}
