package dev.parley.gateway.chain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.AuditEntry;
import dev.parley.core.audit.AuditQuery;
import dev.parley.core.person.Grant;
import dev.parley.core.person.Labs;
import dev.parley.core.person.People;
import dev.parley.core.person.Role;
import dev.parley.core.station.StationKept;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.StationRecords;
import dev.parley.core.station.Stations;
import dev.parley.station.Station;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The stop button of the desks, from a press in a browser to a station that stands still. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class StopButtonTest {
    private static final String OWN = "four words of my own";

    @Inject
    Lab lab;

    @Inject
    People people;

    @Inject
    Labs labs;

    @Inject
    Stations stations;

    @Inject
    StationRecords records;

    @Inject
    Audit audit;

    @Test
    void pressIsAcknowledgedByTheStationMeasuredLatchedAndInTheAudit() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        RequestSpecification operator = with(Optional.of(Role.OPERATOR), true);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            List<Map<String, Object>> answer =
                    press(operator, registered).statusCode(200).extract().path("");

            assertThat(answer).hasSize(1);
            assertThat(answer.getFirst())
                    .containsEntry("station", registered.id().toString());
            assertThat(answer.getFirst().get("confirmedBy")).isIn("STATION", "RECORD");
            assertThat(((Number) answer.getFirst().getOrDefault("afterMs", -1)).doubleValue())
                    .isBetween(0.0, 5000.0);
            Lab.until("latched at the station", () -> station.status().stopId().isPresent());
            Lab.until(
                    "what was measured is kept",
                    () -> stop(registered)
                                    .flatMap(StationKept.StopKept::received)
                                    .isPresent()
                            && stop(registered)
                                    .flatMap(StationKept.StopKept::still)
                                    .isPresent());
            StationKept.StopKept kept = stop(registered).orElseThrow();
            assertThat(kept.by()).isEqualTo("Some Body");
            assertThat(kept.received().orElseThrow()).isPositive();
            AuditEntry entry = Lab.await(audit.search(new AuditQuery(
                            Optional.empty(),
                            Optional.of("station.stopped"),
                            Optional.of(registered.id().toString()),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalLong.empty(),
                            Optional.empty(),
                            5)))
                    .getFirst();
            assertThat(entry.who().person()).isPresent();
            assertThat(entry.who().role()).isEqualTo("OPERATOR");
            assertThat(entry.deed().reason()).isEqualTo("Pressed stop on the desk; no reason was given.");
        }
    }

    @Test
    void tokenStopsWithoutASessionAndSaysWhoPressed() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        String token = with(Optional.of(Role.OPERATOR), true)
                .post("/api/v1/stop-tokens")
                .then()
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .extract()
                .path("token");

        press(given().header("Authorization", "Bearer " + token), registered)
                .statusCode(200)
                .body("[0].confirmedBy", equalTo("RECORD"));
        assertThat(stop(registered).orElseThrow().by()).isEqualTo("Some Body");
        press(given().header("Authorization", "Bearer " + token + "x"), registered)
                .statusCode(401);
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/desk/stations")
                .then()
                .statusCode(401);
    }

    @Test
    void whoMayStopAndWhoIsRefused() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        Map<String, RequestSpecification> callers = new HashMap<>();
        callers.put("nobody", given());
        callers.put("user", with(Optional.empty(), false));
        callers.put("researcher", with(Optional.of(Role.RESEARCHER), false));
        callers.put("operator of another lab", with(Optional.of(Role.OPERATOR), false));
        callers.put("lab admin", with(Optional.of(Role.LAB_ADMIN), true));
        callers.put("platform admin", with(Optional.of(Role.PLATFORM_ADMIN), false));
        Map<String, Integer> expected = Map.of("nobody", 401, "user", 403, "researcher", 403);

        callers.forEach((name, caller) -> {
            int wanted = expected.getOrDefault(name, 200);
            assertThat(press(caller, registered).extract().statusCode())
                    .as(name)
                    .isEqualTo(wanted);
            assertThat(caller.post("/api/v1/stop-tokens").statusCode())
                    .as("token for %s", name)
                    .isEqualTo(wanted == 200 ? 201 : wanted);
        });
    }

    @Test
    void withoutNamesAllStationsOfTheLabsArePressed() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);

        List<String> stopped = with(Optional.of(Role.LAB_ADMIN), true)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "smoke"))
                .post("/api/v1/stops")
                .then()
                .statusCode(200)
                .extract()
                .path("station");
        assertThat(stopped).contains(registered.id().toString());
        assertThat(stop(registered).orElseThrow().reason()).isEqualTo("smoke");
        List<String> elsewhere = with(Optional.of(Role.LAB_ADMIN), false)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/stops")
                .then()
                .statusCode(200)
                .extract()
                .path("station");
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void stationThatIsNotThereIsSaidNotToBeStopped() {
        with(Optional.of(Role.OPERATOR), true)
                .contentType(ContentType.JSON)
                .body(Map.of("stations", List.of(UUID.randomUUID().toString())))
                .post("/api/v1/stops")
                .then()
                .statusCode(200)
                .body("[0].confirmedBy", equalTo("NOBODY"))
                .body("[0].problem", containsString("There is no station"));
        with(Optional.of(Role.OPERATOR), true)
                .contentType(ContentType.JSON)
                .body(Map.of("stations", List.of("bench-1")))
                .post("/api/v1/stops")
                .then()
                .statusCode(400);
    }

    private Optional<StationKept.StopKept> stop(Lab.Registered registered) {
        return Lab.await(records.find(registered.id())).flatMap(StationKept::stop);
    }

    private static ValidatableResponse press(RequestSpecification as, Lab.Registered registered) {
        return given().spec(as)
                .contentType(ContentType.JSON)
                .body(Map.of("stations", List.of(registered.id().toString())))
                .post("/api/v1/stops")
                .then();
    }

    /** @param house whether the role is of the lab that the stations here belong to; another lab's otherwise */
    private RequestSpecification with(Optional<Role> role, boolean house) {
        People.Created created = Lab.await(people.create(
                "presser-" + UUID.randomUUID().toString().substring(0, 8), "Some Body", Actor.platform()));
        role.ifPresent(wanted -> Lab.await(people.grant(
                created.person().id(),
                new Grant(wanted, wanted.ofALab() ? Optional.of(lab(house)) : Optional.empty()),
                Actor.platform(),
                "for a test")));
        String first = signIn(created.person().login(), created.oneTimePassword());
        String cookie = given().cookie("parley-person", first)
                .contentType(ContentType.JSON)
                .body(Map.of("present", created.oneTimePassword(), "next", OWN))
                .post("/api/v1/session/password")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        return given().cookie("parley-person", cookie);
    }

    private dev.parley.core.person.Lab lab(boolean house) {
        return house
                ? Lab.await(labs.require("house"))
                : Lab.await(
                        labs.create("lab-" + UUID.randomUUID().toString().substring(0, 8), "A lab", Actor.platform()));
    }

    private static String signIn(String login, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("login", login, "password", password))
                .post("/api/v1/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
    }
}
