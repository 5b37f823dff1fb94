package dev.parley.core.study;

import static dev.parley.core.study.StudyCalls.STUDIES;
import static dev.parley.core.study.StudyCalls.as;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.StudyId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of studies with a plan, on a real database. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(StudySettings.class)
class PlannedStudyTest {
    private static final String EXPERT = "scripted-expert";

    @Inject
    Lab lab;

    @Inject
    Studies studies;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    Pool sql;

    private StationData station;

    @BeforeEach
    void nothingElseRuns() {
        withdrawAll();
        station = lab.station(StationKind.SIMULATOR);
    }

    @AfterEach
    void withdrawAll() {
        await(sql.query("UPDATE study SET state = 'WITHDRAWN', ended_at = now() WHERE state = 'RUNNING'")
                .execute());
        await(studies.feed());
    }

    private static String plan(String more) {
        return """
                {"question": "Is the expert better?",
                 "policies": [{"name": "%s", "digest": "%s"}, {"name": "%s", "digest": "%s"}],
                 "tasks": [{"sceneId": "%s", "taskId": "%s", "instruction": "put the red cube in the blue bowl"}],
                 "firstSeed": "18446744073709551615"%s}""".formatted(
                        EXPERT,
                        "cd".repeat(32),
                        Lab.POLICY,
                        Lab.DIGEST,
                        Lab.SCENE,
                        StudyCalls.TASK,
                        more.isEmpty() ? "" : ", " + more);
    }

    private static ValidatableResponse submit(String submitter, String name, String plan) {
        return as(submitter)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s\", \"plan\": %s}".formatted(name, plan))
                .post(STUDIES)
                .then();
    }

    private static StudyId submitted(String more) {
        return StudyId.parse(submit("finn", "planned " + UUID.randomUUID(), plan(more))
                .statusCode(201)
                .extract()
                .path("id"));
    }

    @Test
    void studyStopsByItselfOnceItIsDecidedAndWhatWaitsIsTakenBack() {
        StudyId study = submitted("\"mostBlocks\": 50");
        playUntil(
                study,
                item -> item.policyName().equals(EXPERT),
                () -> find(study).state() == StudyState.DECIDED);

        given().get(STUDIES + "/" + study)
                .then()
                .body("state", equalTo("DECIDED"))
                .body("endedAt", notNullValue())
                .body("plan.verdict.better.name", equalTo(EXPERT))
                .body("plan.verdict.afterBlocks", equalTo(8))
                .body("plan.threshold", equalTo(40f))
                .body("plan.policies[0].successes", greaterThanOrEqualTo(8))
                .body("plan.policies[1].successes", equalTo(0))
                .body("plan.pairs[0].forOne", greaterThanOrEqualTo(56.7f))
                .body("plan.difference.anyTimeLow", greaterThanOrEqualTo(0f))
                .body("plan.frozen.question", equalTo("Is the expert better?"))
                .body("plan.version", equalTo(1));
        given().get(STUDIES + "/recent?limit=1")
                .then()
                .body("[0].id", equalTo(study.toString()))
                .body("[0].question", equalTo("Is the expert better?"))
                .body("[0].state", equalTo("DECIDED"))
                .body("[0].policies.name", equalTo(List.of(EXPERT, Lab.POLICY)))
                .body("[0].verdict.better.name", equalTo(EXPERT))
                .body("[0].verdict.afterBlocks", equalTo(8))
                .body("[0].counted", equalTo("BLOCKS"))
                .body("[0].over", greaterThanOrEqualTo(8))
                .body("[0].most", equalTo(50));
        int entered = given().get(STUDIES + "/" + study + "/steps?limit=1000")
                .then()
                .statusCode(200)
                .body("size()", greaterThanOrEqualTo(8))
                .body("[7].forOne", greaterThanOrEqualTo(40f))
                .extract()
                .path("size()");
        given().get(STUDIES + "/" + study + "/steps?from=2&limit=3").then().body("block", equalTo(List.of(2, 3, 4)));
        given().get(STUDIES + "/" + study + "/steps?from=" + entered).then().body("size()", equalTo(0));
        given().get(STUDIES + "/" + study + "/steps?limit=1001").then().statusCode(400);
        // Nothing of it waits any more, and nothing more of it is drawn.
        feedUntil(() -> open(study) == 0);
        int drawn = await(studies.blocks(study, 0, 1000)).size();
        assertThat(drawn).isBetween(8, 8 + BlockDesk.MOST_AHEAD);
        await(studies.feed());
        assertThat(await(studies.blocks(study, 0, 1000))).hasSize(drawn);
        as("finn").delete(STUDIES + "/" + study).then().statusCode(409);
    }

    @Test
    void blockIsOneEpisodeOfEachFromOneStartInAnOrderByLot() {
        StudyId study = submitted("\"mostBlocks\": 30, \"conditions\": {\"friction.objects\": 0.8}");
        // As likely as not the first: that it is the same twenty times has a chance of one in five hundred thousand.
        playUntil(
                study, item -> true, () -> await(studies.blocks(study, 0, 1000)).size() >= 20);

        given().get(STUDIES + "/" + study + "/blocks?limit=1000")
                .then()
                .statusCode(200)
                .body("size()", greaterThanOrEqualTo(20))
                .body("policies", everyItem(hasSize(2)))
                .body("propensity", everyItem(equalTo(1f)));
        List<StudyEpisode> items = await(studies.episodes(study, 0, 1000));
        for (int number = 0; number + 1 < items.size(); number += 2) {
            StudyItem first = items.get(number).item();
            StudyItem second = items.get(number + 1).item();
            assertThat(first.seed()).isEqualTo(second.seed()).isEqualTo(number / 2 - 1L);
            assertThat(first.conditions()).isEqualTo(second.conditions()).containsEntry("friction.objects", 0.8);
            assertThat(first.policyName()).isNotEqualTo(second.policyName());
        }
        assertThat(items.stream()
                        .filter(each -> each.number() % 2 == 0)
                        .map(each -> each.item().policyName())
                        .distinct())
                .hasSize(2);
        // Both did all of it, so nothing parts them.
        given().get(STUDIES + "/" + study)
                .then()
                .body("plan.verdict", nullValue())
                .body("plan.pairs[0].parted", equalTo(0))
                .body("plan.pairs[0].forOne", lessThanOrEqualTo(1f));
    }

    @Test
    void lostEpisodeVoidsItsBlockAndAnotherOneIsDrawnForIt() {
        StudyId study = submitted("\"mostBlocks\": 2, \"rule\": \"budget\"");
        feedUntil(() -> waiting(study).size() == 4);
        end(waiting(study).getFirst(), EpisodeState.ABORTED);
        playUntil(study, item -> true, () -> find(study).state() == StudyState.COMPLETED);

        given().get(STUDIES + "/" + study)
                .then()
                .body("plan.judgedBlocks", equalTo(2))
                .body("plan.voidBlocks", equalTo(1))
                .body("plan.openBlocks", equalTo(0))
                .body("plan.verdict", nullValue());
        assertThat(await(studies.blocks(study, 0, 1000))).hasSize(3);
    }

    /** A lab holds turns out of line for a while; they are let go again, or run out of time. */
    @Test
    void whatALabHoldsWaitsAndIsNotLost() {
        StudyId study = submitted("\"mostBlocks\": 2, \"rule\": \"budget\"");
        feedUntil(() -> waiting(study).size() == 4);
        await(sql.preparedQuery("UPDATE turn SET state = 'HELD' WHERE author = $1")
                .execute(Tuple.of(study.value())));
        await(studies.feed());
        assertThat(waiting(study)).hasSize(4);
        given().get(STUDIES + "/" + study)
                .then()
                .body("state", equalTo("RUNNING"))
                .body("all.lost", equalTo(0))
                .body("plan.voidBlocks", equalTo(0))
                .body("plan.openBlocks", equalTo(2));

        await(sql.preparedQuery("UPDATE turn SET state = 'WAITING' WHERE author = $1")
                .execute(Tuple.of(study.value())));
        playUntil(study, item -> true, () -> find(study).state() == StudyState.COMPLETED);
        given().get(STUDIES + "/" + study).then().body("plan.judgedBlocks", equalTo(2));
    }

    @Test
    void planIsFrozenAndAChangeIsANewVersion() {
        String name = "versions " + UUID.randomUUID();
        String id = submit("finn", name, plan("\"mostBlocks\": 30"))
                .statusCode(201)
                .extract()
                .path("id");
        submit("finn", name, plan("\"mostBlocks\": 30")).statusCode(200).body("id", equalTo(id));
        submit("finn", name, plan("\"mostBlocks\": 31"))
                .statusCode(409)
                .body("code", equalTo("study-exists"))
                .body("detail", containsString("frozen"));
        String text = given().get(STUDIES + "/" + id + "/plan")
                .then()
                .statusCode(200)
                .contentType(ContentType.TEXT)
                .extract()
                .asString();
        given().get(STUDIES + "/" + id).then().body("plan.sha256", equalTo(FrozenPlan.sha256(text)));

        String follows = "\"mostBlocks\": 31, \"follows\": \"%s\"".formatted(id);
        submit("gina", name + " b", plan(follows)).statusCode(403).body("code", equalTo("not-yours"));
        String next = submit("finn", name + " 2", plan(follows))
                .statusCode(201)
                .body("plan.version", equalTo(2))
                .body("plan.follows", equalTo(id))
                .body("plan.judgedBlocks", equalTo(0))
                .extract()
                .path("id");
        given().get(STUDIES + "/" + id).then().body("plan.next", equalTo(next));
        // The same again is the same; what it follows is frozen with it.
        submit("finn", name + " 2", plan(follows)).statusCode(200).body("id", equalTo(next));
        submit("finn", name + " 2", plan("\"mostBlocks\": 31"))
                .statusCode(409)
                .body("code", equalTo("study-exists"))
                .body("detail", containsString(id));
        submit("finn", name, plan("\"mostBlocks\": 30, \"follows\": \"%s\"".formatted(next)))
                .statusCode(409)
                .body("detail", containsString("follows no other"));
        submit("finn", name + " 3", plan(follows)).statusCode(409).body("detail", containsString("newer version"));
        submit("finn", name + " 4", plan("\"mostBlocks\": 31, \"follows\": \"%s\"".formatted(StudyId.random())))
                .statusCode(404);
    }

    @Test
    void planThatCannotBeIsRefusedWithWhatWouldBeRight() {
        refused("\"mostBlocks\": 0", 413, "1 to 2500");
        refused("\"mostBlocks\": 2501", 413, "1 to 2500");
        refused("\"alpha\": 0.05", 400, "plan.mostBlocks");
        refused("\"mostBlocks\": 5, \"alpha\": 0.3", 400, "plan.alpha");
        refused("\"mostBlocks\": 5, \"judge\": \"crowd\"", 400, "plan.judge");
        refused("\"mostBlocks\": 5, \"rule\": \"whenever\"", 400, "UNTIL_DECIDED");
        refused("\"mostBlocks\": 5, \"evenShare\": 0.1", 400, "plan.evenShare");
        refused("\"mostBlocks\": 5, \"body\": \"moon\"", 400, "simulation");
        refused("\"mostBlocks\": 5, \"stationIds\": [\"%s\"]".formatted(UUID.randomUUID()), 404, "station");
        refused("\"mostBlocks\": 5, \"conditions\": {\"gravity\": 1}", 422, "no condition");
        String padded = "Why?" + " ".repeat(StudyPlan.LONGEST_QUESTION - 3);
        submit("gina", "padded", plan("\"mostBlocks\": 5").replace("Is the expert better?", padded))
                .statusCode(400)
                .body("detail", containsString("plan.question"));
        submit("gina", "both", plan("\"mostBlocks\": 5")).statusCode(201);
        as("gina")
                .contentType(ContentType.JSON)
                .body("{\"name\": \"x\", \"items\": [], \"plan\": %s}".formatted(plan("\"mostBlocks\": 5")))
                .post(STUDIES)
                .then()
                .statusCode(400)
                .body("detail", containsString("both"));
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"x\", \"plan\": %s}".formatted(plan("\"mostBlocks\": 5")))
                .post(STUDIES)
                .then()
                .statusCode(401);
    }

    @Test
    void nameOrQuestionThatMayNotBeSaidInPublicIsRefused() {
        submit("gina", "stab the person", plan("\"mostBlocks\": 5"))
                .statusCode(422)
                .body("code", equalTo("study-refused"))
                .body("detail", containsString("The name of a study"));
        submit(
                        "gina",
                        "asks " + UUID.randomUUID(),
                        plan("\"mostBlocks\": 5").replace("Is the expert better?", "Who will stab the person?"))
                .statusCode(422)
                .body("code", equalTo("study-refused"))
                .body("detail", containsString("plan.question"));
    }

    private static void refused(String more, int status, String says) {
        submit("gina", "refused " + UUID.randomUUID(), plan(more))
                .statusCode(status)
                .body("detail", containsString(says));
    }

    @Test
    void itemsRunWhereThePlanSaysSo() {
        StudyId study = submitted(
                "\"mostBlocks\": 4, \"body\": \"simulation\", \"stationIds\": [\"%s\"]".formatted(station.id()));
        feedUntil(() -> !waiting(study).isEmpty());
        assertThat(await(prompts.find(waiting(study).getFirst().prompt().orElseThrow()))
                        .orElseThrow()
                        .turns()
                        .getFirst()
                        .station())
                .contains(station.id());
    }

    /** Runs what waits, and feeds, until that. */
    private void playUntil(StudyId study, Predicate<StudyItem> done, Callable<Boolean> over) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            await(studies.feed());
            for (StudyEpisode item : waiting(study)) {
                end(item, done.test(item.item()) ? EpisodeState.TERMINATED : EpisodeState.TRUNCATED);
            }
            await(studies.feed());
            return over.call();
        });
    }

    private List<StudyEpisode> waiting(StudyId study) {
        return await(studies.episodes(study, 0, 1000)).stream()
                .filter(item -> item.state() == StudyEpisode.State.WAITING
                        && item.prompt().isPresent())
                .toList();
    }

    private void end(StudyEpisode item, EpisodeState state) {
        AssignmentData leased =
                lab.lease(await(prompts.find(item.prompt().orElseThrow())).orElseThrow(), station);
        long sequence = 1;
        for (EpisodeState each : List.of(
                EpisodeState.RESETTING, EpisodeState.READY, EpisodeState.RUNNING, EpisodeState.FINALIZING, state)) {
            lab.advance(leased, sequence++, each);
        }
        await(assignments.release(leased.id(), leased.fence()));
    }

    private void feedUntil(Callable<Boolean> fed) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> await(studies.feed()) >= 0 && fed.call());
    }

    private long open(StudyId study) {
        return await(sql.preparedQuery(
                                "SELECT count(*) FROM turn WHERE author = $1 AND state IN ('WAITING', 'ASSIGNED')")
                        .execute(Tuple.of(study.value())))
                .iterator()
                .next()
                .getLong(0);
    }

    private StudyData find(StudyId study) {
        return await(studies.find(study)).orElseThrow();
    }
}
