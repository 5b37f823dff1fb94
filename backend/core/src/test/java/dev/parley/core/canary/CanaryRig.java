package dev.parley.core.canary;

import static dev.parley.core.support.Lab.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.PromptId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import dev.parley.core.person.Role;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.OpeningHours;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A station of which the same is asked day by day: its canary set, its days lived through, its addresses called. */
@Dependent
class CanaryRig {
    static final String HOUSE = "house";
    static final String SENTENCE = "put the red cube in the blue bowl";
    static final String TASK = "put-cube-red-in-bowl-blue";
    static final Duration DAY = Duration.ofDays(1);

    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Canaries canaries;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    Prompts prompts;

    @Inject
    StationDesk desk;

    @Inject
    Pool sql;

    @Inject
    CanaryRound round;

    private @Nullable StationData station;

    /** A station of its own, and no canary of another test that is due. */
    void begin() {
        await(sql.query("UPDATE canary SET ended_at = now() WHERE ended_at IS NULL")
                .execute());
        station = lab.station(StationKind.SIMULATOR);
    }

    StationData station() {
        return requireNonNull(station, "begin first");
    }

    /** Set for this station, its time a few hours from now; when it is due. */
    Instant set(int tries) {
        LocalTime at = LocalTime.now(ZoneId.of("UTC")).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
        await(canaries.set(station().id(), plan(tries, at, ZoneId.of("UTC")), Actor.platform(), "for a test"));
        return course().canary().dueAt();
    }

    ValidatableResponse set(RequestSpecification as, Map<String, Object> body) {
        return as.contentType(ContentType.JSON).body(body).put(at("")).then();
    }

    /** One day, from its place in line to what it came to. */
    void day(Instant at, Outcome.Result result) {
        assertThat(await(round.feed(at))).isPositive();
        waiting().forEach(prompt -> run(prompt.turns().getFirst(), result));
        await(round.feed(at.plusSeconds(60)));
    }

    AssignmentData run(TurnData turn, Outcome.Result result) {
        AssignmentData leased = lab.lease(prompt(turn.promptId()), station());
        lab.advance(leased, 1, EpisodeState.RESETTING);
        lab.advance(leased, 2, EpisodeState.READY);
        lab.advance(leased, 3, EpisodeState.RUNNING);
        lab.advance(leased, 4, EpisodeState.FINALIZING);
        boolean done = result == Outcome.Result.SUCCESS;
        await(episodes.advance(
                leased.id(),
                leased.fence(),
                5,
                new Episodes.Report(
                        done ? EpisodeState.TERMINATED : EpisodeState.TRUNCATED,
                        Optional.of(done ? EndReason.TASK_DONE : EndReason.STEP_LIMIT),
                        Optional.empty(),
                        OptionalInt.of(42),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Outcome("scene", result, OptionalDouble.empty())))));
        await(assignments.release(leased.id(), leased.fence()));
        return leased;
    }

    CanaryPlan plan(int tries, LocalTime at, ZoneId zone) {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= tries; seed++) {
            seeds.add(seed);
        }
        return new CanaryPlan(
                Lab.POLICY, Lab.DIGEST, Lab.SCENE, TASK, SENTENCE, Map.of("friction.objects", 0.7), seeds, at, zone);
    }

    Canaries.Course course() {
        return await(canaries.of(station().id())).orElseThrow();
    }

    /** In the order of their seeds. */
    List<PromptData> waiting() {
        List<PromptData> found = new ArrayList<>();
        await(sql.preparedQuery(
                                "SELECT prompt_id FROM turn WHERE station_id = $1 AND state = 'WAITING' ORDER BY ticket")
                        .execute(Tuple.of(station().id().value())))
                .forEach(row -> found.add(prompt(new PromptId(row.getUUID(0)))));
        return found;
    }

    PromptData prompt(PromptId id) {
        return await(prompts.find(id)).orElseThrow();
    }

    void openOnMondaysFromNineToFive() {
        OpeningHours hours = new OpeningHours(
                ZoneId.of("Europe/Berlin"),
                List.of(new OpeningHours.Spell(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0))));
        await(desk.setHours(station().id(), Optional.of(hours), Actor.platform(), "for a test"));
    }

    Somebody admin() {
        return accounts.with(Role.LAB_ADMIN, HOUSE);
    }

    ValidatableResponse look(Somebody as) {
        return as.asks().get(at("")).then().statusCode(200);
    }

    ValidatableResponse post(RequestSpecification as, String what) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("reason", "for a test"))
                .post(at(what))
                .then();
    }

    String at(String where) {
        return "/api/v1/desk/stations/" + station().id() + "/canary" + where;
    }

    static Map<String, Object> body() {
        return body(Map.of());
    }

    static Map<String, Object> body(Map<String, Object> other) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "policyVersion",
                Map.of("name", Lab.POLICY, "digest", Lab.DIGEST),
                "sceneId",
                Lab.SCENE,
                "taskId",
                TASK,
                "instruction",
                SENTENCE,
                "tries",
                2,
                "at",
                "09:30",
                "reason",
                "for a test"));
        body.putAll(other);
        return body;
    }
}
