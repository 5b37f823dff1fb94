package dev.parley.core.console;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.parley.contracts.TurnId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Role;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.PolicyRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.StationPolicies;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stations with a console, people who stand by them, and what they press. */
@ApplicationScoped
class ConsoleRig {
    static final String HOUSE = "house";
    static final String SENTENCE = "put the red cube in the blue bowl";
    static final Duration SHORT = Duration.ofSeconds(30);
    static final List<String> CHECKED =
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
    Turns turns;

    @Inject
    StationPolicies policies;

    @Inject
    Pool sql;

    StationData attended(ConsoleRule rule) {
        StationData station = lab.station(StationKind.REHEARSAL);
        await(console.setRule(station.id(), Optional.of(rule), Actor.platform(), "for a test"));
        return station;
    }

    Somebody standingBy(StationData station) {
        Somebody operator = accounts.with(Role.OPERATOR, HOUSE);
        assertThat(known(station).takesWork()).isFalse();
        send(operator.asks(), station, "/shift", Map.of())
                .statusCode(200)
                .body("shift.name", equalTo("Some Body"))
                .body("shift.you", equalTo(true));
        assertThat(known(station).takesWork()).isTrue();
        return operator;
    }

    /** Of what it announces it runs these alone. */
    void approvedOnly(StationData station, String... digests) {
        await(policies.setRule(station.id(), Optional.of(PolicyRule.APPROVED), Actor.platform(), "for a test"));
        for (String digest : digests) {
            await(sql.preparedQuery("INSERT INTO station_policy (station_id, policy_digest, by_whom, reason)"
                            + " VALUES ($1, $2, 'Ada', 'for a test')")
                    .execute(Tuple.of(station.id().value(), digest)));
        }
    }

    void audited(StationData station, String... actions) {
        accounts.with(Role.LAB_ADMIN, HOUSE)
                .asks()
                .queryParam("subject", station.id().toString())
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body("entries.action", hasItems(actions));
    }

    Optional<AssignmentData> offered(PromptData prompt, StationData station) {
        TurnId turn = prompt.turns().getFirst().id();
        return await(assignments.offer(turn, station.id(), 0, SHORT));
    }

    AssignmentState state(AssignmentData assignment) {
        return await(assignments.find(assignment.id())).orElseThrow().state();
    }

    StationData known(StationData station) {
        return await(stations.find(station.id())).orElseThrow();
    }

    TurnData turn(PromptData prompt) {
        return await(turns.find(prompt.turns().getFirst().id())).orElseThrow();
    }

    static ValidatableResponse signOff(Somebody operator, StationData station) {
        return operator.asks().delete(at(station, "/shift")).then();
    }

    static void started(Somebody operator, StationData station, String ask) {
        send(operator.asks(), station, "/asks/" + ask + "/start", Map.of("checked", CHECKED))
                .statusCode(200);
    }

    static ValidatableResponse judge(Somebody operator, StationData station, String ask, String result) {
        return operator.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("result", result))
                .put(at(station, "/asks/" + ask + "/verdict"))
                .then();
    }

    static String ask(Somebody operator, StationData station) {
        return look(operator, station).extract().path("asks[0].id");
    }

    static ValidatableResponse look(Somebody operator, StationData station) {
        return operator.asks().get(at(station, "")).then().statusCode(200);
    }

    static ValidatableResponse send(RequestSpecification as, StationData station, String where, Map<String, ?> body) {
        return as.contentType(ContentType.JSON)
                .body(body)
                .post(at(station, where))
                .then();
    }

    static String at(StationData station, String where) {
        return "/api/v1/desk/stations/" + station.id() + "/console" + where;
    }

    static void refused(ErrorCode code, Runnable call) {
        Throwable failure = catchThrowable(call::run);
        assertThat(failure).isInstanceOf(ParleyException.class);
        assertThat(((ParleyException) failure).code()).isEqualTo(code);
    }
}
