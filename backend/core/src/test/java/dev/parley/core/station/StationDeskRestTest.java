package dev.parley.core.station;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.person.Role;
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
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The desk of stations, and for every address who may and who is refused. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class StationDeskRestTest {
    private static final String DESK = "/api/v1/desk/stations";
    private static final String HOUSE = "house";
    private static final String STOP = "the-stop";

    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Test
    void everyAddressIsOpenToItsRolesAndToNobodyElse() {
        StationData station = lab.station(StationKind.SIMULATOR);
        String one = DESK + "/" + station.id();
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new HashMap<>();
        calls.put("list", as -> as.get(DESK).then());
        calls.put("find", as -> as.get(one).then());
        calls.put("history", as -> as.get(one + "/history").then());
        calls.put("use", as -> as.get(one + "/use?by=day").then());
        calls.put("endings", as -> as.get(one + "/endings").then());
        calls.put("register", as -> register(as, HOUSE, "Station " + UUID.randomUUID()));
        calls.put("key", as -> post(as, one + "/keys", Map.of("reason", "the laptop was lost")));
        calls.put("pause", as -> admit(as, station, "PAUSED", "the table drifts"));
        calls.put(
                "hours",
                as -> as.contentType(ContentType.JSON)
                        .body("{\"hours\": null, \"reason\": \"for a test\"}")
                        .put(one + "/hours")
                        .then());
        calls.put("clear", as -> {
            // Once cleared, a stop latches no more: each caller clears one of their own.
            String stop = "stop " + UUID.randomUUID();
            String held = await(stations.latchStop(station.id(), stop, "Ada", "smoke"))
                    .stopId()
                    .orElseThrow();
            return post(as, one + "/stop-clearance", Map.of("stopId", held, "reason", "it was steam"));
        });
        Somebody elsewhere = accounts.with(Role.LAB_ADMIN, accounts.lab());
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "lab admin elsewhere", elsewhere,
                "operator elsewhere", accounts.with(Role.OPERATOR, accounts.lab()),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));

        calls.forEach((name, call) -> {
            call.apply(given()).statusCode(401).body("code", equalTo("sign-in-needed"));
            callers.forEach((role, caller) -> {
                int status = call.apply(caller.asks()).extract().statusCode();
                if (may(name, role)) {
                    assertThat(status).as("%s by %s", name, role).isBetween(200, 201);
                } else {
                    assertThat(status).as("%s by %s", name, role).isEqualTo(403);
                }
            });
        });
        elsewhere
                .asks()
                .get(DESK)
                .then()
                .body("station.id", not(hasItem(station.id().toString())));
    }

    private static boolean may(String call, String role) {
        return switch (role) {
            case "platform admin", "lab admin" -> true;
            case "operator" -> !call.equals("register") && !call.equals("key") && !call.equals("hours");
            case "lab admin elsewhere", "operator elsewhere" -> call.equals("list");
            default -> false;
        };
    }

    @Test
    void keyIsToldOnceAndIsWhatTheGatewayKnowsTheStationBy() {
        Somebody admin = accounts.with(Role.LAB_ADMIN, HOUSE);
        String name = "Bench " + UUID.randomUUID();
        ValidatableResponse made = register(admin.asks(), HOUSE, name)
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .body("key", startsWith("pst1."))
                .body("station.station.name", equalTo(name))
                .body("station.lab", equalTo(HOUSE))
                .body("station.station.state", equalTo("OFFLINE"));
        String key = made.extract().path("key");
        String id = made.extract().path("station.station.id");

        assertThat(await(stations.authenticate(key)).orElseThrow().id()).hasToString(id);
        assertThat(admin.asks().get(DESK + "/" + id).asString()).doesNotContain(key);
        register(admin.asks(), HOUSE, name).statusCode(409).body("code", equalTo("station-exists"));
        audit(admin, id).body("entries.action", hasItem("station.registered"));
    }

    @Test
    void newKeyShutsTheOldOneOutAtOnce() {
        Somebody admin = accounts.with(Role.LAB_ADMIN, HOUSE);
        String key = UUID.randomUUID() + "-" + UUID.randomUUID();
        StationData station = await(stations.register("Bench " + UUID.randomUUID(), StationKind.SIMULATOR, key));
        StationData online = await(
                stations.openSession(station.id(), "boot-1", Lab.capabilities().toByteArray()));

        String renewed = post(
                        admin.asks(), DESK + "/" + station.id() + "/keys", Map.of("reason", "the laptop was lost"))
                .statusCode(201)
                .body("station.station.connection", equalTo("OFFLINE"))
                .extract()
                .path("key");

        assertThat(await(stations.authenticate(key))).isEmpty();
        assertThat(await(stations.authenticate(renewed))).isPresent();
        assertThat(await(stations.find(station.id())).orElseThrow().sessionEpoch())
                .as("whoever holds the old session lets it go")
                .isGreaterThan(online.sessionEpoch());
    }

    @Test
    void pauseSaysWhoWhenWhyAndUntilWhenAndResumeTakesItBack() {
        StationData station = lab.station(StationKind.SIMULATOR);
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);
        String one = DESK + "/" + station.id();

        operator.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("admission", "DRAINING", "reason", "new gripper", "until", "2027-01-02T15:00:00Z"))
                .put(one + "/admission")
                .then()
                .statusCode(200)
                .body("station.state", equalTo("DRAINING"))
                .body("station.admissionNote", equalTo("new gripper"))
                .body("admitted.by", equalTo("Some Body"))
                .body("admitted.until", equalTo("2027-01-02T15:00:00Z"));
        assertThat(await(stations.find(station.id())).orElseThrow().takesWork()).isFalse();

        admit(operator.asks(), station, "OPEN", "the gripper fits")
                .statusCode(200)
                .body("station.state", equalTo("IDLE"))
                .body("admitted.until", nullValue());
        operator.asks()
                .get(one + "/history")
                .then()
                .body("what", hasItems("OPENED", "DRAINED", "CONTACT"))
                .body("[0].what", equalTo("OPENED"))
                .body("[0].by", equalTo("Some Body"))
                .body("[0].why", equalTo("the gripper fits"));
        audit(accounts.with(Role.LAB_ADMIN, HOUSE), station.id().toString())
                .body("entries.action", hasItems("station.open", "station.draining"))
                .body("entries[0].role", equalTo("OPERATOR"));
    }

    @Test
    void closedStationTakesNoWorkAndSaysWhenItOpens() {
        StationData station = lab.station(StationKind.SIMULATOR);
        Somebody admin = accounts.with(Role.LAB_ADMIN, HOUSE);
        String one = DESK + "/" + station.id();
        String inThreeDays =
                LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek().name();

        hours(admin, one, Map.of("day", inThreeDays, "from", "09:00", "until", "17:00"))
                .statusCode(200)
                .body("station.state", equalTo("CLOSED"))
                .body("station.closedUntil", containsString("T09:00:00Z"))
                .body("hours.zone", equalTo("UTC"))
                .body("hours.week[0].day", equalTo(inThreeDays));
        assertThat(await(stations.find(station.id())).orElseThrow().takesWork()).isFalse();
        assertThat(await(stations.find(station.id())).orElseThrow().takesWorkWhenOpen())
                .isTrue();

        hours(admin, one, Map.of("day", "MONDAY", "from", "17:00", "until", "09:00"))
                .statusCode(400)
                .body("detail", containsString("ends after it begins"));
        hours(admin, one, Map.of("day", "MONTAG", "from", "09:00", "until", "17:00"))
                .statusCode(400)
                .body("detail", containsString("MONDAY"));
        admin.asks()
                .contentType(ContentType.JSON)
                .body("{\"hours\": null, \"reason\": \"it may run at night\"}")
                .put(one + "/hours")
                .then()
                .statusCode(200)
                .body("station.state", equalTo("IDLE"))
                .body("hours", nullValue());
        audit(admin, station.id().toString()).body("entries.action", hasItem("station.hours-set"));
    }

    private static ValidatableResponse hours(Somebody as, String one, Map<String, String> spell) {
        return as.asks()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "hours", Map.of("zone", "UTC", "week", List.of(spell)), "reason", "nobody is there at night"))
                .put(one + "/hours")
                .then();
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        StationData station = lab.station(StationKind.SIMULATOR);
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        String one = DESK + "/" + station.id();

        admit(admin.asks(), station, "CLOSED", "x").statusCode(400).body("detail", containsString("PAUSED"));
        admit(admin.asks(), station, "PAUSED", " ").statusCode(400).body("detail", containsString("1 to 500"));
        admit(admin.asks(), station, "PAUSED", "x".repeat(501)).statusCode(400);
        admit(admin.asks(), station, "PAUSED", "x".repeat(500)).statusCode(200);
        admin.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("admission", "PAUSED", "reason", "x", "until", "tomorrow"))
                .put(one + "/admission")
                .then()
                .statusCode(400)
                .body("detail", containsString("until"));
        register(admin.asks(), "nowhere", "X").statusCode(422).body("code", equalTo("lab-unknown"));
        register(admin.asks(), HOUSE, " ").statusCode(400).body("detail", containsString("1 to 80"));
        register(admin.asks(), HOUSE, "y".repeat(81)).statusCode(400);
        admin.asks().get(DESK + "/" + UUID.randomUUID()).then().statusCode(404);
        admin.asks().get(DESK + "/bench-1").then().statusCode(400).body("code", equalTo("id-malformed"));
        admin.asks().get(one + "/use?by=year").then().statusCode(400);
        admin.asks().get(one + "/endings?days=61").then().statusCode(400);
        admin.asks().get(one + "/endings?days=60").then().statusCode(200);
    }

    @Test
    void stopIsKeptWithWhatWasMeasuredAndWhoClearedIt() {
        StationData station = lab.station(StationKind.SIMULATOR);
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);
        String one = DESK + "/" + station.id();
        assertThat(await(
                        stations.stopMeasured(station.id(), STOP, Optional.of(Duration.ofMillis(4)), Optional.empty())))
                .as("not recorded yet")
                .isFalse();
        await(stations.latchStop(station.id(), STOP, "Ada", "smoke"));
        assertThat(await(
                        stations.stopMeasured(station.id(), STOP, Optional.of(Duration.ofMillis(4)), Optional.empty())))
                .isTrue();
        await(stations.stopMeasured(station.id(), STOP, Optional.empty(), Optional.of(Duration.ofMillis(37))));

        operator.asks()
                .get(one)
                .then()
                .body("station.station.state", equalTo("STOPPED"))
                .body("station.stop.by", equalTo("Ada"))
                .body("station.stop.reason", equalTo("smoke"))
                .body("station.stop.acknowledgedMs", equalTo(4.0f))
                .body("station.stop.stillMs", equalTo(37.0f))
                .body("capabilities.slots", equalTo(2));
        post(operator.asks(), one + "/stop-clearance", Map.of("stopId", "another", "reason", "x"))
                .statusCode(409)
                .body("code", equalTo("state-conflict"));
        post(operator.asks(), one + "/stop-clearance", Map.of("stopId", STOP, "reason", "it was steam"))
                .statusCode(200)
                .body("stop", nullValue())
                .body("station.state", equalTo("IDLE"));
        operator.asks()
                .get(one + "/history")
                .then()
                .body("find { it.what == 'STOP_CLEARED' }.by", equalTo("Some Body"))
                .body("find { it.what == 'STOPPED' }.stop.clearedReason", equalTo("it was steam"))
                .body("find { it.what == 'STOPPED' }.stop.stillMs", equalTo(37.0f));
        audit(accounts.with(Role.LAB_ADMIN, HOUSE), station.id().toString())
                .body("entries.action", hasItems("station.stopped", "station.stop-cleared"));
    }

    @Test
    void stopAndItsClearingAreKeptHoweverManyWordsTheyCarryAndBothAreCutAlike() {
        StationData station = lab.station(StationKind.SIMULATOR);
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);
        String fits = "x".repeat(500);
        String cut = "x".repeat(499) + "…";
        await(stations.latchStop(station.id(), "one", "Ada", fits + "x"));
        await(stations.clearStop(station.id(), "one", "Ada", fits + "x"));
        await(stations.latchStop(station.id(), "two", "Ada", fits));
        await(stations.clearStop(station.id(), "two", "Ada", fits));
        operator.asks()
                .get(DESK + "/" + station.id() + "/history")
                .then()
                .body("findAll { it.what == 'STOPPED' }.stop.reason", equalTo(List.of(fits, cut)))
                .body("findAll { it.what == 'STOPPED' }.stop.clearedReason", equalTo(List.of(fits, cut)));
        audit(accounts.with(Role.LAB_ADMIN, HOUSE), station.id().toString())
                .body("entries.findAll { it.action == 'station.stop-cleared' }.reason", equalTo(List.of(fits, cut)));
    }

    @Test
    void useAndEndingsAreCountedFromEpisodes() {
        StationData station = lab.station(StationKind.SIMULATOR);
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);
        String one = DESK + "/" + station.id();
        lab.runToTheEnd(lab.lease(lab.ask(Lab.someone(), "wave"), station));
        AssignmentData failing = lab.lease(lab.ask(Lab.someone(), "wave"), station);
        operator.asks()
                .get(one)
                .then()
                .body("station.running.id", hasItem(failing.id().toString()))
                .body("station.running[0].asked", equalTo("wave"));
        lab.advance(failing, 1, EpisodeState.RESETTING);
        lab.advance(failing, 2, EpisodeState.ABORTED);

        operator.asks()
                .get(one + "/endings")
                .then()
                .statusCode(200)
                .body("episodes", equalTo(2))
                .body("byReason.reason", hasItems("TASK_DONE", "STATION_FAULT"));
        List<Map<String, Object>> hours = operator.asks()
                .get(one + "/use")
                .then()
                .statusCode(200)
                .extract()
                .path("");
        assertThat(hours).hasSize(24);
        double first = number(hours.getFirst(), "unknown");
        assertThat(first).as("before it ever came").isEqualTo(1, within(1e-9));
        assertThat(number(hours.getLast(), "busy")).isBetween(0.0, 1.0);
        assertThat(hours.stream().mapToDouble(hour -> number(hour, "busy")).sum())
                .isPositive();
        assertThat(hours.stream()
                        .limit(22)
                        .mapToDouble(hour -> number(hour, "busy"))
                        .sum())
                .as("nothing ran then")
                .isZero();
        assertThat(hours.stream().mapToDouble(hour -> number(hour, "away")).sum())
                .isZero();
        assertThat(operator.asks().get(one + "/use?by=day").then().extract().<List<?>>path(""))
                .hasSize(14);
    }

    private static double number(Map<String, Object> row, String name) {
        return ((Number) row.getOrDefault(name, -1)).doubleValue();
    }

    private static ValidatableResponse audit(Somebody reader, String subject) {
        return reader.asks().get("/api/v1/audit?subject=" + subject).then().statusCode(200);
    }

    private static ValidatableResponse register(RequestSpecification as, String lab, String name) {
        return post(as, DESK, Map.of("lab", lab, "name", name, "kind", "SIMULATOR"));
    }

    private static ValidatableResponse admit(
            RequestSpecification as, StationData station, String admission, String reason) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("admission", admission, "reason", reason))
                .put(DESK + "/" + station.id() + "/admission")
                .then();
    }

    private static ValidatableResponse post(RequestSpecification as, String address, Map<String, String> body) {
        return as.contentType(ContentType.JSON).body(body).post(address).then();
    }
}
