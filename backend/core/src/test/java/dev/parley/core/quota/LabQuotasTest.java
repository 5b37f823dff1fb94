package dev.parley.core.quota;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.canary.Canaries;
import dev.parley.core.canary.CanaryPlan;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.person.Labs;
import dev.parley.core.person.Role;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many episodes a lab gives in 24 hours: a lab of its own for each test. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class LabQuotasTest {
    private static final String SENTENCE = "put the red cube in the blue bowl";

    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Labs labs;

    @Inject
    StationDesk desk;

    @Inject
    Stations stations;

    @Inject
    Assignments assignments;

    @Inject
    Prompts prompts;

    @Inject
    ComparisonRig rig;

    @Inject
    Canaries canaries;

    @Inject
    Pool sql;

    private String name;
    private Somebody admin;
    private StationId station;

    @BeforeEach
    void aLabWithAStation() {
        name = accounts.lab();
        admin = accounts.with(Role.LAB_ADMIN, name);
        station = station();
    }

    @Test
    void everyDeedIsOpenToItsRolesAndToNobodyElse() {
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new LinkedHashMap<>();
        calls.put("list", as -> as.get(address()).then());
        calls.put("set", as -> set(as, null, 5));
        calls.put("remove", as -> remove(as, null));
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, name),
                "operator elsewhere", accounts.with(Role.OPERATOR, accounts.lab()),
                "lab admin", admin,
                "lab admin elsewhere", accounts.with(Role.LAB_ADMIN, accounts.lab()),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));
        calls.forEach((deed, call) -> {
            call.apply(given()).statusCode(401);
            callers.forEach((role, caller) -> {
                boolean may = role.equals("lab admin")
                        || role.equals("platform admin")
                        || role.equals("operator") && deed.equals("list");
                // Whoever comes second to remove it reads that there is none any more.
                int status = call.apply(caller.asks()).extract().statusCode();
                if (may) {
                    assertThat(status).as("%s by %s", deed, role).isIn(200, 409);
                } else {
                    assertThat(status).as("%s by %s", deed, role).isEqualTo(403);
                }
            });
        });
    }

    @Test
    void numberIsFromNothingToTenThousandAndWhatIsWrongIsSaid() {
        set(admin.asks(), null, 0).statusCode(200).body("quotas[0].mostPerDay", equalTo(0));
        set(admin.asks(), null, 10_000)
                .statusCode(200)
                .body("quotas", hasSize(1))
                .body("quotas[0].mostPerDay", equalTo(10_000))
                .body("quotas[0].policy", nullValue());
        set(admin.asks(), null, -1).statusCode(400).body("detail", containsString("from 0 to 10000, not -1"));
        set(admin.asks(), null, 10_001).statusCode(400).body("detail", containsString("not 10001"));
        set(admin.asks(), "no-such-policy", 5).statusCode(422).body("detail", containsString("GET /api/v1/policies"));
        set(admin.asks(), " ", 5).statusCode(400).body("detail", containsString("leave it out"));
        put(admin.asks(), Map.of("reason", "x")).statusCode(400).body("detail", containsString("mostPerDay"));
        put(admin.asks(), Map.of("mostPerDay", 5)).statusCode(400).body("detail", containsString("reason"));
        put(admin.asks(), Map.of("mostPerDay", 5, "reason", "r".repeat(501))).statusCode(400);
        put(admin.asks(), Map.of("mostPerDay", 5, "reason", "r".repeat(500))).statusCode(200);
        remove(admin.asks(), Lab.POLICY).statusCode(409).body("detail", containsString(Lab.POLICY));
        remove(admin.asks(), null).statusCode(200).body("quotas", hasSize(0));
        remove(admin.asks(), null).statusCode(409);
        admin.asks().get("/api/v1/labs/no-such-lab/quotas").then().statusCode(422);
        admin.asks()
                .get("/api/v1/audit?action=lab")
                .then()
                .statusCode(200)
                .body("entries.action", hasItems("lab.quota-set", "lab.quota-removed"))
                .body("entries.reason", hasItems("the table is needed", "r".repeat(500)));
    }

    @Test
    void oneMoreThanTheLabGivesWaitsUntilTheOldestIsADayOld() {
        set(admin.asks(), null, 2).statusCode(200);
        lab.runToTheEnd(lease(offer(ask()).orElseThrow()));
        AssignmentData promised = offer(ask()).orElseThrow();
        TurnId third = ask();
        assertThat(offer(third)).as("what is offered is promised").isEmpty();
        admin.asks()
                .get(address())
                .then()
                .body("quotas[0].used", equalTo(2))
                .body("quotas[0].nextFree", notNullValue());
        await(assignments.decline(promised.id(), promised.fence(), "not now"));
        lab.runToTheEnd(lease(offer(third).orElseThrow()));
        TurnId fourth = ask();
        assertThat(offer(fourth)).isEmpty();
        await(sql.preparedQuery("UPDATE episode SET created_at = created_at - interval '24 hours'"
                        + " WHERE station_id = $1 AND turn_id <> $2")
                .execute(Tuple.of(station.value(), third.value())));
        assertThat(offer(fourth)).isPresent();
    }

    @Test
    void quotaOfOnePolicyHoldsNoOtherUpAndNoOtherLab() {
        set(admin.asks(), Lab.POLICY, 1).statusCode(200);
        lab.runToTheEnd(lease(offer(ask()).orElseThrow()));
        TurnId more = ask();
        assertThat(offer(more)).isEmpty();
        PromptRequest another = new PromptRequest(
                Optional.of(SENTENCE),
                Optional.empty(),
                Optional.of(Lab.SCENE),
                Optional.of("takes-both"),
                OptionalLong.empty());
        assertThat(offer(await(prompts.submit(another, Lab.someone()))
                        .turns()
                        .getFirst()
                        .id()))
                .isPresent();
        StationId elsewhere = lab.station(StationKind.SIMULATOR).id();
        assertThat(await(assignments.offer(more, elsewhere, 0, Duration.ofSeconds(30))))
                .isPresent();
    }

    @Test
    void comparisonGoesWhereThereIsRoomForBothAndItsSecondTurnIsKeptItsPlace() {
        set(admin.asks(), null, 1).statusCode(200);
        ComparisonData comparison = rig.compare(Lab.someone(), Lab.POLICY, "takes-both");
        TurnId first = rig.prompt(comparison).turns().getFirst().id();
        assertThat(offer(first)).as("two or none").isEmpty();
        set(admin.asks(), null, 2).statusCode(200);
        set(admin.asks(), "takes-both", 0).statusCode(200);
        assertThat(offer(first)).as("one of them is given no room at all").isEmpty();
        remove(admin.asks(), "takes-both").statusCode(200);
        AssignmentData running = lease(offer(first).orElseThrow());
        assertThat(offer(ask(), 1))
                .as("the second is promised while the first runs")
                .isEmpty();
        rig.record(running, "main.mp4");
        lab.runToTheEnd(running);
        AssignmentData second = await(assignments.open(station)).getFirst();
        assertThat(second.turn().second()).isTrue();
        lab.runToTheEnd(lease(second));
        admin.asks().get(address()).then().body("quotas[0].used", equalTo(2));
        assertThat(offer(ask(), 1)).isEmpty();
    }

    @Test
    void offersAtOnceGiveNoMoreThanThereIs() throws Exception {
        set(admin.asks(), Lab.POLICY, 3).statusCode(200);
        List<Callable<Optional<AssignmentData>>> offers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TurnId turn = ask();
            StationId own = station();
            offers.add(() -> await(assignments.offer(turn, own, 0, Duration.ofSeconds(30))));
        }
        int given = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<AssignmentData>> each : threads.invokeAll(offers)) {
                given += each.get().isPresent() ? 1 : 0;
            }
        }
        assertThat(given).isEqualTo(3);
    }

    @Test
    void offersOfOneBatchAreGivenInTheirOrder() {
        set(admin.asks(), null, 1).statusCode(200);
        TurnId first = ask();
        TurnId second = ask();
        // The slots the other way round: what is asked first goes first, not what sorts first.
        List<Optional<AssignmentData>> answers = await(assignments.offerAll(
                List.of(new Assignments.Offer(first, station, 1), new Assignments.Offer(second, station, 0)),
                Duration.ofSeconds(30)));
        assertThat(answers.getFirst()).isPresent();
        assertThat(answers.getLast()).isEmpty();
    }

    @Test
    void dailyCanaryIsNeverRefusedAndCountsForNothing() {
        set(admin.asks(), null, 0).statusCode(200);
        await(canaries.set(station, plan(), Actor.platform(), "for a test"));
        UUID canary = await(sql.preparedQuery("SELECT id FROM canary WHERE station_id = $1 AND ended_at IS NULL")
                        .execute(Tuple.of(station.value())))
                .iterator()
                .next()
                .getUUID(0);
        assertThat(offer(ask())).isEmpty();
        TurnId asked = lab.ask(new Author(new AuthorId(canary), "net-" + canary), SENTENCE)
                .turns()
                .getFirst()
                .id();
        lab.runToTheEnd(lease(offer(asked).orElseThrow()));
        admin.asks().get(address()).then().body("quotas[0].used", equalTo(0));
    }

    private static CanaryPlan plan() {
        return new CanaryPlan(
                Lab.POLICY,
                Lab.DIGEST,
                Lab.SCENE,
                "put-cube-red-in-bowl-blue",
                SENTENCE,
                Map.of(),
                List.of(1L),
                LocalTime.of(9, 0),
                ZoneId.of("UTC"));
    }

    private StationId station() {
        StationId id = await(desk.register(
                        await(labs.require(name)).id(),
                        "arm " + UUID.randomUUID(),
                        StationKind.SIMULATOR,
                        Actor.platform()))
                .station()
                .id();
        return await(stations.openSession(id, "boot-1", Lab.capabilities().toByteArray()))
                .id();
    }

    private TurnId ask() {
        return lab.ask(Lab.someone(), SENTENCE).turns().getFirst().id();
    }

    private Optional<AssignmentData> offer(TurnId turn) {
        return offer(turn, 0);
    }

    private Optional<AssignmentData> offer(TurnId turn, int slot) {
        return await(assignments.offer(turn, station, slot, Duration.ofSeconds(30)));
    }

    private AssignmentData lease(AssignmentData offered) {
        return await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
    }

    private String address() {
        return "/api/v1/labs/" + name + "/quotas";
    }

    private ValidatableResponse set(RequestSpecification as, @Nullable String policy, int most) {
        Map<String, Object> body = new HashMap<>(Map.of("mostPerDay", most, "reason", "the table is needed"));
        if (policy != null) {
            body.put("policy", policy);
        }
        return put(as, body);
    }

    private ValidatableResponse put(RequestSpecification as, Map<String, Object> body) {
        return as.contentType(ContentType.JSON).body(body).put(address()).then();
    }

    private ValidatableResponse remove(RequestSpecification as, @Nullable String policy) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "as many as come"));
        if (policy != null) {
            body.put("policy", policy);
        }
        return as.contentType(ContentType.JSON).body(body).delete(address()).then();
    }
}
