package dev.parley.core.startphoto;

import static dev.parley.core.support.HandCamera.table;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import dev.parley.core.person.Role;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.HandCamera;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The second episode of a comparison begins as the first did, or a person says why it may not. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class StartPhotosTest {
    private static final String HOUSE = "house";
    private static final List<String> CHECKED =
            List.of("OBJECTS_AS_PICTURED", "NOBODY_IN_REACH", "WIRED_STOP_IN_REACH", "CAMERAS_SEE_ALL");

    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    Console console;

    @Inject
    Assignments assignments;

    @Inject
    ComparisonRig comparisons;

    @Inject
    HandCamera camera;

    @Inject
    StartPhotoKeeping keeping;

    @Inject
    Pool sql;

    @Test
    void everyDeedIsOpenToItsRolesAndToNobodyElse() {
        StationData station = watched(true);
        String photos = "/console/asks/" + UUID.randomUUID() + "/photos";
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new LinkedHashMap<>();
        calls.put("see", as -> as.get(at(station, photos)).then());
        calls.put("look", as -> as.post(at(station, photos)).then());
        calls.put("accept", as -> send(as, station, photos + "/acceptance", Map.of("reason", "for a test")));
        calls.put("first", as -> as.get(at(station, photos + "/first.png")).then());
        calls.put("now", as -> as.get(at(station, photos + "/now.png")).then());
        calls.put("rule", as -> as.get(at(station, "/start-photos")).then());
        calls.put("set", as -> rule(as, station, 0.1));
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "operator elsewhere", accounts.with(Role.OPERATOR, accounts.lab()),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));

        calls.forEach((name, call) -> {
            call.apply(given()).statusCode(401);
            callers.forEach((role, caller) -> {
                int status = call.apply(caller.asks()).extract().statusCode();
                boolean may = role.equals("lab admin")
                        || role.equals("operator") && !name.equals("set")
                        || role.equals("platform admin") && (name.equals("rule") || name.equals("set"));
                if (may) {
                    assertThat(status).as("%s by %s", name, role).isIn(200, 404);
                } else {
                    assertThat(status).as("%s by %s", name, role).isEqualTo(403);
                }
            });
        });
    }

    @Test
    void tableAsItWasLetsTheSecondBegin() {
        StationData station = watched(true);
        Somebody operator = standingBy(station);
        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        assertThat(camera.asked(station.id()).camera()).isEqualTo("main");
        assertThat(camera.asked(station.id()).sceneId()).isEqualTo(Lab.SCENE);
        camera.shows(station.id(), table(100, 1, 2));

        see(operator, station, second)
                .body("compared", equalTo(true))
                .body("first.picture", notNullValue())
                .body("now", nullValue())
                .body("held", equalTo(false));
        operator.asks()
                .post(at(station, "/console/asks/" + second + "/photos"))
                .then()
                .statusCode(200)
                .body("held", equalTo(false))
                .body("difference", lessThan(0.02f));
        started(operator, station, second).statusCode(200);
        assertThat(await(assignments.open(station.id())))
                .singleElement()
                .satisfies(open -> assertThat(open.state()).isEqualTo(AssignmentState.OFFERED));
    }

    @Test
    void movedCubeWithholdsTheStartUntilItIsPutBack() {
        StationData station = watched(true);
        Somebody operator = standingBy(station);
        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        camera.shows(station.id(), table(160, 1, 2));

        started(operator, station, second)
                .statusCode(409)
                .body("code", equalTo("start-unlike"))
                .body("detail", containsString("not as it was before the first"));
        assertThat(await(assignments.open(station.id()))).isEmpty();
        see(operator, station, second)
                .body("held", equalTo(true))
                .body("difference", greaterThan(0.06f))
                .body("unlikeFrom", equalTo(0.06f))
                .body("place.width", greaterThan(0f));
        for (String picture : List.of("first.png", "now.png")) {
            assertThat(operator.asks()
                            .get(at(station, "/console/asks/" + second + "/photos/" + picture))
                            .then()
                            .statusCode(200)
                            .contentType("image/png")
                            .header("Cache-Control", "private, no-store")
                            .extract()
                            .asByteArray())
                    .isEqualTo(table(picture.startsWith("first") ? 100 : 160, 1, picture.startsWith("first") ? 1 : 2));
        }

        camera.shows(station.id(), table(100, 1, 3));
        started(operator, station, second).statusCode(200);
    }

    @Test
    void unlikeStartIsAcceptedWithAReasonAsItStandsAndNoOtherwise() {
        StationData station = watched(true);
        Somebody operator = standingBy(station);
        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        accept(operator, station, second, "for a test")
                .statusCode(409)
                .body("detail", containsString("Nothing withholds"));
        camera.shows(station.id(), table(160, 1, 2));
        started(operator, station, second).statusCode(409);
        accept(operator, station, second, " ").statusCode(400);
        accept(accounts.with(Role.LAB_ADMIN, HOUSE), station, second, "for a test")
                .statusCode(409)
                .body("detail", containsString("stands by"));

        accept(operator, station, second, "the first left a scratch there")
                .statusCode(200)
                .body("held", equalTo(false))
                .body("accepted.by", equalTo("Some Body"))
                .body("accepted.reason", equalTo("the first left a scratch there"));
        camera.shows(station.id(), table(220, 1, 4));
        // It was moved again after somebody had accepted it.
        started(operator, station, second).statusCode(409);
        accept(operator, station, second, "there it stays").statusCode(200);
        camera.shows(station.id(), table(220, 1, 5));
        started(operator, station, second).statusCode(200);

        accounts.with(Role.LAB_ADMIN, HOUSE)
                .asks()
                .get("/api/v1/audit?subject=" + station.id())
                .then()
                .body("entries.action", hasItems("console.unlike-start-accepted"));
    }

    @Test
    void onlyThePictureThatWasSeenIsAccepted() {
        StationData station = watched(true);
        Somebody operator = standingBy(station);
        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        camera.shows(station.id(), table(160, 1, 2));
        started(operator, station, second).statusCode(409);
        String seen = see(operator, station, second).extract().path("now.at");
        camera.shows(station.id(), table(220, 1, 3));
        String newer = operator.asks()
                .post(at(station, "/console/asks/" + second + "/photos"))
                .then()
                .statusCode(200)
                .extract()
                .path("now.at");

        accept(operator, station, second, seen, "for a test")
                .statusCode(409)
                .body("detail", containsString("looked at again"));
        see(operator, station, second).body("held", equalTo(true)).body("accepted", nullValue());
        accept(operator, station, second, "just now", "for a test")
                .statusCode(400)
                .body("detail", containsString("at is a time"));
        accept(operator, station, second, newer, "there it stays")
                .statusCode(200)
                .body("held", equalTo(false));
    }

    @Test
    void pictureIsForgottenAfterItsTimeAndWhatWasFoundStays() {
        StationData station = watched(true);
        Somebody operator = standingBy(station);
        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        camera.shows(station.id(), table(160, 1, 2));
        started(operator, station, second).statusCode(409);

        older(station, 89);
        await(keeping.forget());
        see(operator, station, second).body("first.picture", notNullValue()).body("now.picture", notNullValue());
        older(station, 2);
        await(keeping.forget());
        see(operator, station, second)
                .body("first.picture", nullValue())
                .body("first.why", containsString("no longer"))
                .body("now.picture", nullValue())
                .body("difference", greaterThan(0.06f));
    }

    private void older(StationData station, int days) {
        await(sql.preparedQuery(
                        "UPDATE start_photo SET taken_at = taken_at - $2 * interval '1 day' WHERE station_id = $1")
                .execute(Tuple.of(station.id().value(), (double) days)));
    }

    @Test
    void whatTheLabSetHoldsForItsStation() {
        StationData station = watched(true);
        Somebody admin = accounts.with(Role.LAB_ADMIN, HOUSE);
        rule(admin.asks(), station, 0.0009).statusCode(400).body("detail", containsString("0.001 to 1"));
        rule(admin.asks(), station, 1.01).statusCode(400);
        rule(admin.asks(), station, 0.001).statusCode(200);
        rule(admin.asks(), station, 1.0)
                .statusCode(200)
                .body("unlikeFrom", equalTo(1f))
                .body("usual", equalTo(0.06f))
                .body("shown", equalTo(true));
        Somebody operator = standingBy(station);
        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        camera.shows(station.id(), table(220, 1, 2));
        started(operator, station, second).statusCode(200);
        rule(admin.asks(), station, null).statusCode(200).body("unlikeFrom", nullValue());
        admin.asks()
                .get("/api/v1/audit?subject=" + station.id())
                .then()
                .body("entries.action", hasItems("station.start-photos-set"));
    }

    @Test
    void cameraThatGivesNoPictureWithholdsTheSecondAndNotTheFirst() {
        StationData station = watched(true);
        Somebody operator = standingBy(station);
        camera.breaks(station.id());
        String unpictured = second(operator, station);
        // There is nothing to hold it against.
        started(operator, station, unpictured).statusCode(200);
        reset(operator, station, unpictured);

        camera.shows(station.id(), table(100, 1, 1));
        String second = second(operator, station);
        camera.breaks(station.id());
        started(operator, station, second)
                .statusCode(409)
                .body("code", equalTo("start-unlike"))
                .body("detail", containsString("cable is out"));
        accept(operator, station, second, "the camera is broken, the table is marked with tape")
                .statusCode(200);
        started(operator, station, second).statusCode(200);
    }

    @Test
    void stationThatShowsNothingAndAsksThatAreNoComparisonGoOnAsBefore() {
        StationData blind = watched(false);
        Somebody operator = standingBy(blind);
        String second = second(operator, blind);
        see(operator, blind, second).body("compared", equalTo(false));
        operator.asks().get(at(blind, "/start-photos")).then().body("shown", equalTo(false));
        started(operator, blind, second).statusCode(200);

        StationData station = watched(true);
        camera.shows(station.id(), table(100, 1, 1));
        Somebody other = standingBy(station);
        AssignmentData alone = lab.offer(lab.ask(Lab.someone(), ComparisonRig.SENTENCE), station);
        started(other, station, ask(other, station)).statusCode(200);
        assertThat(photos(alone)).isZero();
    }

    /** A rehearsal with a camera, at whose console starts are confirmed. */
    private StationData watched(boolean shows) {
        StationData station = lab.station(StationKind.REHEARSAL);
        Capabilities.Builder can = Lab.capabilities().toBuilder().setShowsPresent(shows);
        can.getEmbodimentBuilder()
                .setObservationSpace(ObservationSpace.newBuilder()
                        .addCameras(CameraSpec.newBuilder()
                                .setName("wrist")
                                .setWidthPx(64)
                                .setHeightPx(64))
                        .addCameras(CameraSpec.newBuilder()
                                .setName("main")
                                .setWidthPx(320)
                                .setHeightPx(240)
                                .setLive(true)));
        await(stations.openSession(station.id(), "boot-2", can.build().toByteArray()));
        await(console.setRule(station.id(), Optional.of(ConsoleRule.START_EACH), Actor.platform(), "for a test"));
        return await(stations.find(station.id())).orElseThrow();
    }

    private Somebody standingBy(StationData station) {
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);
        send(operator.asks(), station, "/console/shift", Map.of()).statusCode(200);
        return operator;
    }

    /** The second ask of a comparison whose first has run, with the table marked as reset. */
    private String second(Somebody operator, StationData station) {
        PromptData prompt = comparisons.prompt(comparisons.compare(Lab.someone()));
        AssignmentData first = lab.offer(prompt, station);
        String ask = ask(operator, station);
        started(operator, station, ask).statusCode(200);
        AssignmentData leased = await(assignments.lease(first.id(), first.fence(), Duration.ofSeconds(30)));
        lab.runToTheEnd(leased);
        send(operator.asks(), station, "/console/asks/" + ask + "/reset", Map.of())
                .statusCode(200);
        return ask(operator, station);
    }

    /** Runs it and marks the reset after it. */
    private void reset(Somebody operator, StationData station, String ask) {
        AssignmentData offered = await(assignments.open(station.id())).getFirst();
        lab.runToTheEnd(await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30))));
        send(operator.asks(), station, "/console/asks/" + ask + "/reset", Map.of())
                .statusCode(200);
    }

    private long photos(AssignmentData assignment) {
        return await(sql.preparedQuery("SELECT count(*) FROM start_photo WHERE assignment_id = $1")
                        .execute(Tuple.of(assignment.id().value())))
                .iterator()
                .next()
                .getLong(0);
    }

    private static String ask(Somebody operator, StationData station) {
        return operator.asks()
                .get(at(station, "/console"))
                .then()
                .statusCode(200)
                .extract()
                .path("asks[0].id");
    }

    private static ValidatableResponse see(Somebody operator, StationData station, String ask) {
        return operator.asks()
                .get(at(station, "/console/asks/" + ask + "/photos"))
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse started(Somebody operator, StationData station, String ask) {
        return send(operator.asks(), station, "/console/asks/" + ask + "/start", Map.of("checked", CHECKED));
    }

    private static ValidatableResponse accept(Somebody who, StationData station, String ask, String reason) {
        return send(who.asks(), station, "/console/asks/" + ask + "/photos/acceptance", Map.of("reason", reason));
    }

    private static ValidatableResponse accept(
            Somebody who, StationData station, String ask, String seen, String reason) {
        return send(
                who.asks(),
                station,
                "/console/asks/" + ask + "/photos/acceptance",
                Map.of("reason", reason, "at", seen));
    }

    private static ValidatableResponse rule(RequestSpecification as, StationData station, @Nullable Double unlikeFrom) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "for a test"));
        body.put("unlikeFrom", unlikeFrom);
        return as.contentType(ContentType.JSON)
                .body(body)
                .put(at(station, "/start-photos"))
                .then();
    }

    private static ValidatableResponse send(
            RequestSpecification as, StationData station, String where, Map<String, ?> body) {
        return as.contentType(ContentType.JSON)
                .body(body)
                .post(at(station, where))
                .then();
    }

    private static String at(StationData station, String where) {
        return "/api/v1/desk/stations/" + station.id() + where;
    }
}
