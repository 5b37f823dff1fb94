package dev.parley.scheduler.desk;

import static dev.parley.scheduler.chain.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Role;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.OpeningHours;
import dev.parley.core.station.OpeningHours.Spell;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.scheduler.chain.Lab;
import dev.parley.scheduler.chain.Staff;
import dev.parley.scheduler.fair.FairMemory;
import dev.parley.scheduler.sweep.Sweeper;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lab may do to the line, and that the fair order holds all the same. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class LineDeskTest {
    private static final String LINE = "/api/v1/desk/line";

    @Inject
    Lab lab;

    @Inject
    Staff staff;

    @Inject
    WaitEstimates waits;

    @Inject
    StationDesk stationDesk;

    @Inject
    FairMemory memory;

    @Inject
    Sweeper sweeper;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
    }

    @Test
    void everyOrderIsOpenToItsRolesAndToNobodyElse() {
        lab.station("bench", 1);
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new HashMap<>();
        calls.put("look", as -> given().spec(as).get(LINE).then());
        calls.put("hold", as -> order(as, lab.ask(), "holds"));
        calls.put("expedite", as -> order(as, lab.ask(), "expedites"));
        calls.put("cancel", as -> order(as, lab.ask(), "cancellations"));
        calls.put("send", as -> order(as, lab.ask(), "stations"));
        calls.put("move", as -> {
            TurnData first = lab.ask();
            return order(as, first, "moves", Map.of("behind", lab.ask().id().toString()));
        });
        Map<String, RequestSpecification> callers = Map.of(
                "nobody", given(),
                "user", staff.user(),
                "researcher", staff.with(Role.RESEARCHER),
                "operator", staff.here(Role.OPERATOR),
                "lab admin", staff.here(Role.LAB_ADMIN),
                "lab admin elsewhere", staff.elsewhere(Role.LAB_ADMIN),
                "platform admin", staff.with(Role.PLATFORM_ADMIN));

        calls.forEach((name, call) -> callers.forEach((role, caller) -> {
            boolean may = switch (role) {
                case "platform admin", "lab admin" -> true;
                case "operator", "lab admin elsewhere" -> name.equals("look");
                default -> false;
            };
            assertThat(call.apply(caller).extract().statusCode())
                    .as("%s by %s", name, role)
                    .isEqualTo(may ? 200 : role.equals("nobody") ? 401 : 403);
        }));
        staff.elsewhere(Role.LAB_ADMIN).get(LINE).then().body("turns", empty());
        TurnData held = lab.ask();
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        order(admin, held, "holds").statusCode(200);
        order(staff.here(Role.OPERATOR), held, "releases").statusCode(403);
        order(admin, held, "releases").statusCode(200);
    }

    @Test
    void whatNoStationOfOneLabAloneCouldRunIsNotThatLabsToOrder() {
        TurnData homeless = lab.ask();

        order(staff.here(Role.LAB_ADMIN), homeless, "expedites").statusCode(200);
        lab.postgres("UPDATE station SET lab_id = NULL");
        order(staff.here(Role.LAB_ADMIN), homeless, "expedites").statusCode(403);
        order(staff.with(Role.PLATFORM_ADMIN), homeless, "expedites").statusCode(200);
    }

    @Test
    void heldTurnIsOfferedNobodyKeepsItsPlaceAndItsAskerReadsWhy() {
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        StationData bench = lab.station("bench", 1);
        TurnData first = lab.ask();
        TurnData second = lab.ask();

        order(admin, first, "holds", Map.of("reason", "the bowl broke"))
                .statusCode(200)
                .body("state", equalTo("HELD"))
                .body("position", equalTo(0))
                .body("held.by", equalTo("Some Body"))
                .body("held.reason", equalTo("the bowl broke"));
        // A view of the line may be two seconds old.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(await(waits.of(first.id())).reasonText()).contains("the bowl broke"));
        assertThat(lab.match()).isEqualTo(1);
        AssignmentData offered = lab.open(bench).getFirst();
        assertThat(offered.turn().id()).isEqualTo(second.id());
        order(admin, first, "holds").statusCode(409);

        order(admin, first, "releases").statusCode(200).body("state", equalTo("WAITING"));
        assertThat(lab.turn(first.id()).placement()).isEqualTo(first.placement());
        lab.runToTheEnd(offered);
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(bench).getFirst().turn().id()).isEqualTo(first.id());
        order(admin, first, "releases").statusCode(404);
    }

    @Test
    void expeditedTurnGoesFirstAndIsLoggedAsAnException() {
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        TurnData first = lab.ask();
        TurnData last = lab.ask();

        order(admin, last, "expedites", Map.of("reason", "a class of pupils watches"))
                .statusCode(200)
                .body("position", equalTo(1))
                .body("placed.what", equalTo("EXPEDITED"));
        admin.get(LINE)
                .then()
                .body("turns.id", contains(last.id().toString(), first.id().toString()));
        StationData bench = lab.station("bench", 1);
        lab.flush();
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(bench).getFirst().turn().id())
                .as("the order outlives a flush of the index")
                .isEqualTo(last.id());
        admin.get("/api/v1/audit?subject=" + last.id())
                .then()
                .body("entries.action", hasItem("line.expedited"))
                .body("entries[0].reason", equalTo("a class of pupils watches"))
                .body("entries[0].details.exception", containsString("fair order"));
    }

    @Test
    void exceptionGivesItsNetworkNothingMore() {
        // Two networks with three turns each; the one gets an exception, the other sees no difference in what is dealt.
        Author ours = Lab.author("net-ours");
        Author theirs = Lab.author("net-theirs");
        List<TurnData> our = List.of(lab.ask(ours), lab.ask(ours), lab.ask(ours));
        lab.ask(theirs);
        TurnData theirSecond = lab.ask(theirs);
        long before = theirSecond.placement().fairRound();

        order(staff.here(Role.LAB_ADMIN), our.getLast(), "expedites").statusCode(200);
        TurnData ourFourth = lab.ask(ours);
        TurnData theirThird = lab.ask(theirs);

        assertThat(lab.turn(our.getLast().id()).placement().fairRound()).isNegative();
        assertThat(ourFourth.placement().fairRound())
                .as("the slot that the exception left is not dealt again")
                .isEqualTo(3);
        assertThat(theirThird.placement().fairRound()).isEqualTo(2);
        assertThat(lab.turn(theirSecond.id()).placement().fairRound()).isEqualTo(before);
        assertThat(lab.turn(our.getLast().id()).placement().fairRound())
                .as("no later admission takes the exception back")
                .isNegative();
    }

    @Test
    void exceptionThatRanIsRememberedUntilItsOwnSlotIsDue() {
        Author ours = Lab.author("net-ours");
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        List<TurnData> our = List.of(lab.ask(ours), lab.ask(ours), lab.ask(ours));
        order(admin, our.getLast(), "expedites").statusCode(200);
        StationData bench = lab.station("bench", 1);
        AssignmentData offered = lab.offerNow(bench);
        assertThat(offered.turn().id()).isEqualTo(our.getLast().id());
        lab.runToTheEnd(offered);
        order(admin, our.get(0), "cancellations").statusCode(200);
        order(admin, our.get(1), "cancellations").statusCode(200);

        await(memory.forget());

        assertThat(lab.ask(ours).placement().fairRound())
                .as("behind the slot that the exception would have had, which nobody has reached yet")
                .isEqualTo(3);
    }

    @Test
    void movedTurnStandsBehindTheOtherAndNobodyElseMoves() {
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        TurnData first = lab.ask();
        TurnData second = lab.ask();
        TurnData third = lab.ask();

        order(admin, first, "moves", Map.of("behind", second.id().toString()))
                .statusCode(200)
                .body("placed.what", equalTo("MOVED"));
        List<String> ids = admin.get(LINE).then().extract().path("turns.id");
        assertThat(ids.indexOf(first.id().toString()))
                .isGreaterThan(ids.indexOf(second.id().toString()));
        assertThat(lab.turn(second.id()).placement()).isEqualTo(second.placement());
        assertThat(lab.turn(third.id()).placement()).isEqualTo(third.placement());
        order(admin, first, "moves", Map.of("behind", second.id().toString()))
                .statusCode(409)
                .body("detail", containsString("expedite"));
        order(admin, first, "moves", Map.of("behind", UUID.randomUUID().toString()))
                .statusCode(409);
    }

    @Test
    void placeBehindAnotherNeverComesBeforeIt() {
        Placement own = new Placement(PriorityClass.PUBLIC, 2, 10);

        assertThat(LineDesk.behind(own, new Placement(PriorityClass.PUBLIC, 5, 3)))
                .isEqualTo(5);
        assertThat(LineDesk.behind(own, new Placement(PriorityClass.PUBLIC, 5, 12)))
                .isEqualTo(6);
        assertThat(LineDesk.behind(own, new Placement(PriorityClass.PUBLIC, 2, 11)))
                .isEqualTo(3);
        assertThatThrownBy(() -> LineDesk.behind(own, new Placement(PriorityClass.PUBLIC, 2, 9)))
                .isInstanceOf(ParleyException.class);
        assertThatThrownBy(() -> LineDesk.behind(own, own)).isInstanceOf(ParleyException.class);
    }

    @Test
    void takenOutTurnIsGoneAndItsAskerReadsWhy() {
        StationData bench = lab.station("bench", 1);
        TurnData turn = lab.ask();

        order(staff.here(Role.LAB_ADMIN), turn, "cancellations", Map.of("reason", "the bowl is gone"))
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("position", equalTo(0));
        assertThat(lab.match()).isZero();
        assertThat(lab.open(bench)).isEmpty();
        assertThat(lab.turn(turn.id()).state()).isEqualTo(TurnState.CANCELLED);
        given().get("/api/v1/prompts/" + turn.promptId())
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("takenOut", equalTo("the bowl is gone"));
        order(staff.here(Role.LAB_ADMIN), turn, "cancellations").statusCode(404);
    }

    @Test
    void turnThatIsSentToAStationWaitsForThatOneAlone() {
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        StationData one = lab.station("one", 1);
        StationData two = lab.station("two", 1);
        StationData unfit = lab.open("unfit", Lab.capabilities("another-scene", "tabletop-arm-6dof", Lab.DIGEST, 1));
        TurnData turn = lab.ask();
        lab.runToTheEnd(lab.offerNow(one));
        TurnData sent = lab.ask();

        order(admin, sent, "stations", Map.of("station", two.id().toString()))
                .statusCode(200)
                .body("station", equalTo(two.id().toString()));
        assertThat(lab.match()).isEqualTo(1);
        assertThat(lab.open(two).getFirst().turn().id()).isEqualTo(sent.id());
        assertThat(lab.open(one)).isEmpty();

        TurnData free = lab.ask();
        order(admin, free, "stations", Map.of("station", unfit.id().toString()))
                .statusCode(409)
                .body("detail", containsString("cannot run it"));
        order(admin, free, "stations", Map.of("station", UUID.randomUUID().toString()))
                .statusCode(404);
        order(admin, free, "stations").statusCode(200).body("station", nullValue());
        assertThat(lab.turn(turn.id()).state()).isEqualTo(TurnState.DONE);
    }

    @Test
    void closedStationIsOfferedNothingAndTheWaitSaysWhenItOpens() {
        StationData bench = lab.station("bench", 1);
        TurnData turn = lab.ask();
        DayOfWeek inThreeDays = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek();
        OpeningHours hours = new OpeningHours(
                ZoneOffset.UTC, List.of(new Spell(inThreeDays, LocalTime.of(9, 0), LocalTime.of(17, 0))));

        await(stationDesk.setHours(bench.id(), Optional.of(hours), Actor.platform(), "nobody is there"));
        assertThat(lab.match()).isZero();
        assertThat(await(waits.of(turn.id())).reasonText()).contains("is closed and opens in");

        await(stationDesk.setHours(bench.id(), Optional.empty(), Actor.platform(), "it may run at night"));
        assertThat(lab.match()).isEqualTo(1);
    }

    @Test
    void noTimePassesForATurnWhileAllItsStationsAreClosed() {
        StationData bench = lab.station("bench", 1);
        TurnData friday = lab.ask();
        DayOfWeek inThreeDays = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek();
        OpeningHours hours = new OpeningHours(
                ZoneOffset.UTC, List.of(new Spell(inThreeDays, LocalTime.of(9, 0), LocalTime.of(17, 0))));
        await(stationDesk.setHours(bench.id(), Optional.of(hours), Actor.platform(), "nobody is there"));
        lab.postgres("UPDATE turn SET admitted_at = admitted_at - interval '25 hours', expires_at = now()");

        sweeper.sweep();

        assertThat(lab.turn(friday.id()).state()).isEqualTo(TurnState.WAITING);
        assertThat(lab.turn(friday.id()).expiresAt().orElseThrow())
                .as("one day a week it is open eight hours, so that the fourteen days are over first")
                .isEqualTo(lab.turn(friday.id()).admittedAt().plus(Duration.ofDays(14)));
        lab.postgres("UPDATE turn SET admitted_at = admitted_at - interval '14 days', expires_at = now()");
        sweeper.sweep();
        assertThat(lab.turn(friday.id()).state()).isEqualTo(TurnState.EXPIRED);
    }

    @Test
    void timePassesWhereOneStationThatCouldRunItIsAlwaysOpen() {
        StationData bench = lab.station("bench", 1);
        // The station that made the scene known is away and has no hours either: it alone would not do.
        lab.station("always open, and taken", 1);
        TurnData turn = lab.ask();
        DayOfWeek inThreeDays = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek();
        OpeningHours hours = new OpeningHours(
                ZoneOffset.UTC, List.of(new Spell(inThreeDays, LocalTime.of(9, 0), LocalTime.of(17, 0))));
        await(stationDesk.setHours(bench.id(), Optional.of(hours), Actor.platform(), "nobody is there"));
        lab.postgres("UPDATE turn SET admitted_at = admitted_at - interval '25 hours', expires_at = now()");

        sweeper.sweep();

        assertThat(lab.turn(turn.id()).state()).isEqualTo(TurnState.EXPIRED);
    }

    @Test
    void everyOrderNeedsAReasonAndATurnThatWaits() {
        RequestSpecification admin = staff.here(Role.LAB_ADMIN);
        lab.station("bench", 1);
        TurnData turn = lab.ask();

        order(admin, turn, "holds", Map.of("reason", " ")).statusCode(400).body("detail", containsString("1 to 500"));
        order(admin, turn, "holds", Map.of("reason", "x".repeat(501))).statusCode(400);
        order(admin, turn, "moves").statusCode(400).body("detail", containsString("behind"));
        lab.match();
        order(admin, turn, "holds").statusCode(404).body("code", equalTo("turn-unknown"));
    }

    private static ValidatableResponse order(RequestSpecification as, TurnData turn, String what) {
        return order(as, turn, what, Map.of());
    }

    private static ValidatableResponse order(
            RequestSpecification as, TurnData turn, String what, Map<String, String> body) {
        Map<String, String> all = new HashMap<>(Map.of("reason", "for a test"));
        all.putAll(body);
        return given().spec(as)
                .contentType(ContentType.JSON)
                .body(all)
                .post(LINE + "/" + turn.id() + "/" + what)
                .then();
    }
}
