package dev.parley.core.study;

import static dev.parley.core.study.StudyCalls.STUDIES;
import static dev.parley.core.study.StudyCalls.as;
import static dev.parley.core.study.StudyCalls.item;
import static dev.parley.core.study.StudyCalls.submit;
import static dev.parley.core.study.StudyCalls.submitted;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.contracts.StudyId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a study's items, on a real database. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(StudySettings.class)
class StudyRunTest {
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
        await(sql.query("UPDATE study SET state = 'WITHDRAWN', ended_at = now() WHERE state = 'RUNNING'")
                .execute());
        await(studies.feed());
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void onlyAFewItemsWaitInTheQueueAndTheRestFollowsInOrder() {
        StudyId study = study(12);
        assertThat(fed(study)).containsExactly(0, 1, 2, 3, 4);
        assertThat(await(studies.feed())).isZero();

        run(study, 1);
        run(study, 3);
        assertThat(await(studies.feed())).isEqualTo(2);
        assertThat(fed(study)).containsExactly(0, 1, 2, 3, 4, 5, 6);

        // Three share what all studies may have; the first has more waiting than that now and gets none.
        StudyId second = study(12);
        StudyId third = study(12);
        feedUntil(() -> fed(second).size() == StudySettings.WAITING_IN_ALL / 2
                && fed(third).size() == StudySettings.WAITING_IN_ALL / 3);
        run(study, 0);
        assertThat(await(studies.feed())).isZero();
    }

    @Test
    void feedersThatMeetGiveNoItemTwoTurns() {
        StudyId study = study(30);
        for (int round = 0; round < 4; round++) {
            run(study, round);
            await(Uni.join()
                    .all(studies.feed(), studies.feed(), studies.feed(), studies.feed())
                    .andFailFast());
        }
        assertThat(fed(study)).hasSize(StudySettings.WAITING_PER_STUDY + 4);
        long turns = await(sql.preparedQuery("SELECT count(*) FROM turn WHERE author = $1")
                        .execute(io.vertx.mutiny.sqlclient.Tuple.of(study.value())))
                .iterator()
                .next()
                .getLong(0);
        assertThat(turns).isEqualTo(StudySettings.WAITING_PER_STUDY + 4);
    }

    @Test
    void turnOfAnItemHasWhatTheItemSaysToTheLastBit() {
        double friction = Math.nextUp(0.7);
        String id = submit(
                        "ada",
                        "exact " + UUID.randomUUID(),
                        item("\"conditions\": {\"friction.objects\": %s, \"board.fixed\": 1}".formatted(friction))
                                .replace("\"seed\": 7", "\"seed\": \"9223372036854775809\""))
                .statusCode(201)
                .extract()
                .path("id");
        feedUntil(() -> !fed(StudyId.parse(id)).isEmpty());
        TurnData turn = prompt(StudyId.parse(id), 0).turns().getFirst();

        assertThat(turn.conditions()).isEqualTo(Map.of("friction.objects", friction, "board.fixed", 1.0));
        assertThat(Long.toUnsignedString(turn.seed())).isEqualTo("9223372036854775809");
        assertThat(turn.taskId()).contains(StudyCalls.TASK);
        assertThat(turn.policyDigest()).isEqualTo(Lab.DIGEST);
        assertThat(turn.placement().priorityClass()).isEqualTo(PriorityClass.STUDY);
        assertThat(turn.maxSteps()).isEqualTo(200);
        assertThat(await(studies.ofTurn(turn.id())).orElseThrow().id()).isEqualTo(StudyId.parse(id));
        AssignmentData leased = lab.lease(prompt(StudyId.parse(id), 0), station);
        assertThat(leased.turn().conditions()).isEqualTo(turn.conditions());
        assertThat(await(assignments.find(leased.id())).orElseThrow().turn()).isEqualTo(leased.turn());
    }

    @Test
    void everyItemCountsOnceByItsLastAttempt() {
        StudyId study = study(5);
        run(study, 0);
        AssignmentData lost = lab.lease(prompt(study, 1), station);
        await(assignments.lose(lost.id(), lost.fence(), "the worker was killed"));
        run(study, 1);
        end(study, 2, EpisodeState.TRUNCATED);
        end(study, 3, EpisodeState.ABORTED);
        lab.offer(prompt(study, 4), station);

        given().get(STUDIES + "/" + study)
                .then()
                .statusCode(200)
                .body("state", equalTo("RUNNING"))
                .body("all.waiting", equalTo(0))
                .body("all.running", equalTo(1))
                .body("all.done", equalTo(3))
                .body("all.lost", equalTo(1))
                .body("all.successes", equalTo(2))
                .body("tasks[0].taskId", equalTo(StudyCalls.TASK))
                .body(
                        "tasks[0].taskReading",
                        equalTo(prompt(study, 0).taskReading().orElseThrow()))
                .body("tasks[0].counts.success.share", equalTo(2 / 3f))
                .body("tasks[0].counts.success.wilsonLow", equalTo(0.20765960f))
                .body("tasks[0].counts.success.wilsonHigh", equalTo(0.93850803f));
        given().get(STUDIES + "/" + study + "/episodes?from=1&limit=3")
                .then()
                .body("number", equalTo(List.of(1, 2, 3)))
                .body("state", equalTo(List.of("DONE", "DONE", "LOST")))
                .body("[0].attempt", equalTo(2))
                .body("[0].success", equalTo(true))
                .body("[1].success", equalTo(false))
                .body("[1].endReason", equalTo("STEP_LIMIT"))
                .body("[2].endReason", equalTo("STATION_FAULT"))
                .body("[0].episodeId", notNullValue());
        String csv = given().accept("text/csv")
                .get(STUDIES + "/" + study + "/episodes")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).startsWith("number,policy,policy_version,scene,task,instruction,");
        assertThat(lines.get(1))
                .startsWith(
                        "0,tabletop-bc," + Lab.DIGEST + ",blocks-and-bowls,put-cube-red-in-bowl-blue,put the red cube")
                .contains(",DONE,")
                .contains(",TASK_DONE,true,1.0,42,");
        assertThat(lines.get(5)).contains(",RUNNING,");
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(STUDIES + "/" + study + "/episodes?limit=1000")
                .then()
                .contentType("application/json");
        given().get(STUDIES + "/" + study + "/episodes?limit=1001").then().statusCode(400);
        given().accept("text/csv")
                .get(STUDIES + "/" + study + "/episodes?limit=10000")
                .then()
                .statusCode(200);
        given().accept("text/csv")
                .get(STUDIES + "/" + study + "/episodes?limit=10001")
                .then()
                .statusCode(400);
    }

    @Test
    void studyIsCompletedWhenItsLastTurnHasEnded() {
        StudyId study = study(2);
        run(study, 0);
        await(studies.feed());
        assertThat(find(study).state()).isEqualTo(StudyState.RUNNING);
        end(study, 1, EpisodeState.ABORTED);
        feedUntil(() -> find(study).state() == StudyState.COMPLETED);

        assertThat(find(study).endedAt()).isPresent();
        assertThat(newest().id()).isEqualTo(study);
        assertThat(newest().over()).isEqualTo(2);
        as("ada").delete(STUDIES + "/" + study).then().statusCode(409);
        assertThat(StudyTransitions.TABLE.transitions()).hasSize(3);
    }

    @Test
    void withdrawnStudyLeavesTheQueueAndKeepsWhatHasEnded() {
        StudyId study = study(9);
        run(study, 0);
        lab.lease(prompt(study, 1), station);
        as("ada").delete(STUDIES + "/" + study).then().statusCode(200).body("all.done", equalTo(1));
        feedUntil(() -> prompt(study, 2).turns().getFirst().state() == TurnState.CANCELLED);

        assertThat(prompt(study, 0).state()).isEqualTo(PromptState.COMPLETED);
        // What runs is stopped by the gateway, which hears of it.
        assertThat(prompt(study, 1).state()).isEqualTo(PromptState.WITHDRAWN);
        assertThat(fed(study)).hasSize(5);
        given().get(STUDIES + "/" + study)
                .then()
                .body("all.waiting", equalTo(0))
                .body("all.done", equalTo(1));
        // What was taken back has not run, and does not look as if it had.
        assertThat(newest().id()).isEqualTo(study);
        assertThat(newest().over()).isEqualTo(1);
        assertThat(newest().most()).isEqualTo(9);
    }

    private ListedStudy newest() {
        return await(studies.newest(Optional.empty(), 1)).getFirst();
    }

    private StudyId study(int items) {
        StudyId study = StudyId.parse(submitted("ada", "run " + UUID.randomUUID(), items));
        feedUntil(() -> !fed(study).isEmpty());
        return study;
    }

    // The resource feeds on its own after it has answered, and of two feeders that meet one does nothing.
    private void feedUntil(Callable<Boolean> fed) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> await(studies.feed()) >= 0 && fed.call());
    }

    private List<Integer> fed(StudyId study) {
        return await(studies.episodes(study, 0, 1000)).stream()
                .filter(item -> item.prompt().isPresent())
                .map(StudyEpisode::number)
                .toList();
    }

    private PromptData prompt(StudyId study, int number) {
        return await(prompts.find(await(studies.episodes(study, number, 1))
                        .getFirst()
                        .prompt()
                        .orElseThrow()))
                .orElseThrow();
    }

    private void run(StudyId study, int number) {
        lab.runToTheEnd(lab.lease(prompt(study, number), station));
    }

    private void end(StudyId study, int number, EpisodeState state) {
        AssignmentData leased = lab.lease(prompt(study, number), station);
        long sequence = 1;
        for (EpisodeState each : List.of(
                EpisodeState.RESETTING, EpisodeState.READY, EpisodeState.RUNNING, EpisodeState.FINALIZING, state)) {
            lab.advance(leased, sequence++, each);
        }
        await(assignments.release(leased.id(), leased.fence()));
    }

    private StudyData find(StudyId study) {
        return await(studies.find(study)).orElseThrow();
    }
}
