package dev.parley.core.result;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.core.account.Author;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of episodes that others of this database may stand beside: each test looks at what it adds. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ResultsTest {
    private static final Version LEARNED = new Version(Lab.POLICY, Lab.DIGEST);
    private static final Version EXPERT = new Version("scripted-expert", "cd".repeat(32));

    private static final String BLUE = "put the red cube in the blue bowl";

    @Inject
    Lab lab;

    @Inject
    ResultReads results;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    Pool sql;

    private StationData station;

    @BeforeEach
    void stationComes() {
        station = lab.station(StationKind.SIMULATOR);
    }

    private static Sample sample(StationKind body) {
        return new Sample(body, Judge.SCENE, Optional.of(Lab.SCENE), Optional.of("put-cube-red-in-bowl-blue"));
    }

    private PromptData ask(Author author, Version version, long seed) {
        return await(prompts.submit(
                new PromptRequest(
                        Optional.of(BLUE),
                        Optional.empty(),
                        Optional.of(Lab.SCENE),
                        Optional.of(version.name()),
                        OptionalLong.of(seed)),
                author));
    }

    private AssignmentData run(Author author, Version version, long seed, EpisodeState end) {
        AssignmentData leased = lab.lease(ask(author, version, seed), station);
        long sequence = 1;
        for (EpisodeState each : List.of(
                EpisodeState.RESETTING, EpisodeState.READY, EpisodeState.RUNNING, EpisodeState.FINALIZING, end)) {
            lab.advance(leased, sequence++, each);
        }
        await(assignments.release(leased.id(), leased.fence()));
        return leased;
    }

    private void onBody(AssignmentData run, StationKind kind) {
        await(sql.preparedQuery("UPDATE episode SET station_kind = $2 WHERE id = $1")
                .execute(Tuple.of(run.id().value(), kind.name())));
    }

    private static long seed() {
        return ThreadLocalRandom.current().nextLong();
    }

    @Test
    void rateCountsWhatCountsByWhoAskedAndLeavesOutWhatSaysNothing() {
        Measured before = await(results.measured(LEARNED, sample(StationKind.SIMULATOR)));
        Author one = Lab.someone();
        run(one, LEARNED, seed(), EpisodeState.TERMINATED);
        run(one, LEARNED, seed(), EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, seed(), EpisodeState.ABORTED);

        Measured after = await(results.measured(LEARNED, sample(StationKind.SIMULATOR)));
        assertThat(after.counts().successes() - before.counts().successes()).isEqualTo(2);
        assertThat(after.counts().episodes() - before.counts().episodes()).isEqualTo(2);
        assertThat(after.censored() - before.censored()).isEqualTo(1);
        // Whoever was not let finish is no cluster.
        assertThat(after.askers() - before.askers()).isEqualTo(1);
        assertThat(after.interval().low()).isLessThanOrEqualTo(after.counts().rate());
        assertThat(after.designEffect()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void blocksAreOfTheSameStartAndOfEachPolicyTheFirstRun() {
        int before = await(results.blocks(EXPERT, LEARNED, sample(StationKind.SIMULATOR)))
                .size();
        Author author = Lab.someone();
        long shared = seed();
        run(author, EXPERT, shared, EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, shared, EpisodeState.ABORTED);
        run(Lab.someone(), LEARNED, shared, EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, shared, EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, seed(), EpisodeState.TERMINATED);

        List<Block> blocks = await(results.blocks(EXPERT, LEARNED, sample(StationKind.SIMULATOR)));
        assertThat(blocks).hasSize(before + 1);
        assertThat(blocks.getLast()).isEqualTo(new Block(true, true));
        assertThat(await(results.blocks(LEARNED, EXPERT, sample(StationKind.SIMULATOR))))
                .hasSize(before + 1);
    }

    @Test
    void whatWasShownInOtherPicturesIsNoSameStartAndWhatWasTakenBackIsNone() {
        int before = await(results.blocks(EXPERT, LEARNED, sample(StationKind.SIMULATOR)))
                .size();
        long shared = seed();
        AssignmentData one = run(Lab.someone(), EXPERT, shared, EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, shared, EpisodeState.TERMINATED);
        assertThat(await(results.blocks(EXPERT, LEARNED, sample(StationKind.SIMULATOR))))
                .hasSize(before + 1);

        UUID picture = UUID.randomUUID();
        await(sql.preparedQuery("INSERT INTO goal_image (id, author, png, sha256, width_px, height_px, screening)"
                        + " VALUES ($1, $1, 'x', repeat('ab', 32), 1, 1, 'PASSED')")
                .execute(Tuple.of(picture)));
        await(sql.preparedQuery("UPDATE episode SET goal_image = $2 WHERE id = $1")
                .execute(Tuple.of(one.id().value(), picture)));
        assertThat(await(results.blocks(EXPERT, LEARNED, sample(StationKind.SIMULATOR))))
                .hasSize(before);
        await(sql.preparedQuery("UPDATE episode SET goal_image = NULL, withdrawn_at = now() WHERE id = $1")
                .execute(Tuple.of(one.id().value())));
        assertThat(await(results.blocks(EXPERT, LEARNED, sample(StationKind.SIMULATOR))))
                .hasSize(before);
    }

    /** The same seeds every day are no new evidence of a policy. */
    @Test
    void whatACanaryAsksIsInNoResult() {
        Measured before = await(results.measured(LEARNED, sample(StationKind.SIMULATOR)));
        Author canary = Lab.someone();
        run(canary, LEARNED, seed(), EpisodeState.TERMINATED);
        assertThat(await(results.measured(LEARNED, sample(StationKind.SIMULATOR)))
                        .counts()
                        .episodes())
                .isEqualTo(before.counts().episodes() + 1);

        await(sql.preparedQuery(
                        "INSERT INTO canary (id, station_id, policy_name, policy_digest, scene_id, task_id, task_reading,"
                                + " instruction, seeds, max_steps, at_time, zone, set_by, reason, set_at, baseline_from, due_at,"
                                + " verdict, ended_at) VALUES ($1, $2, $3, $4, $5, 'put-cube-red-in-bowl-blue', 'as it reads', $6,"
                                + " '{1}', 100, '09:00', 'UTC', 'a test', 'for a test', now(), current_date, now(), 'LEARNING', now())")
                .execute(Tuple.tuple()
                        .addUUID(canary.id().value())
                        .addUUID(station.id().value())
                        .addString(LEARNED.name())
                        .addString(LEARNED.digest())
                        .addString(Lab.SCENE)
                        .addString(BLUE)));
        assertThat(await(results.measured(LEARNED, sample(StationKind.SIMULATOR))))
                .isEqualTo(before);
    }

    @Test
    void rehearsalsAndRealRunsArePairedWithSimulatedOnesOfTheSameStart() {
        TwinCells before = twins();
        List<TwinCells> real = await(results.twins(StationKind.REAL_ROBOT, sample(StationKind.REAL_ROBOT)));
        long both = seed();
        long realOnly = seed();
        run(Lab.someone(), EXPERT, both, EpisodeState.TERMINATED);
        run(Lab.someone(), EXPERT, seed(), EpisodeState.TERMINATED);
        onBody(run(Lab.someone(), EXPERT, both, EpisodeState.TERMINATED), StationKind.REHEARSAL);
        onBody(run(Lab.someone(), EXPERT, realOnly, EpisodeState.TERMINATED), StationKind.REHEARSAL);

        TwinCells after = twins();
        assertThat(after.both() - before.both()).isEqualTo(1);
        assertThat(after.unpaired() - before.unpaired()).isEqualTo(1);
        assertThat(after.further()).isGreaterThanOrEqualTo(1);
        assertThat(after.furtherDone()).isLessThanOrEqualTo(after.further());
        assertThat(await(results.twins(StationKind.REAL_ROBOT, sample(StationKind.REAL_ROBOT))))
                .as("a rehearsal is no real run")
                .isEqualTo(real);
        given().get("/api/v1/results/sim-to-real?body=rehearsal")
                .then()
                .statusCode(200)
                .body("body", equalTo("REHEARSAL"))
                .body("pairs", greaterThanOrEqualTo(1))
                .body("versions.policyVersion.name", hasItem(EXPERT.name()));
        given().get("/api/v1/results/sim-to-real").then().statusCode(200).body("body", equalTo("REAL_ROBOT"));
        given().get("/api/v1/results/sim-to-real?body=simulator")
                .then()
                .statusCode(400)
                .body("detail", containsString("rehearsal"));
    }

    @Test
    void operatorsVerdictOnARobotIsHeldAgainstWhatTheSceneSaysOfItsTwin() {
        Sample byOperator = new Sample(
                StationKind.REAL_ROBOT,
                Judge.OPERATOR,
                Optional.of(Lab.SCENE),
                Optional.of("put-cube-red-in-bowl-blue"));
        TwinCells before = judgedByOperator(byOperator);
        long simulated = simulatedByOperator();
        long both = seed();
        long simulatedOnly = seed();
        long unseen = seed();
        run(Lab.someone(), LEARNED, both, EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, simulatedOnly, EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, unseen, EpisodeState.TERMINATED);
        really(both, "SUCCESS");
        really(simulatedOnly, "FAILURE");
        // Nobody said how it went, whatever a machine thought.
        onBody(run(Lab.someone(), LEARNED, unseen, EpisodeState.TERMINATED), StationKind.REAL_ROBOT);

        TwinCells cells = judgedByOperator(byOperator);

        assertThat(cells.both() - before.both()).isEqualTo(1);
        assertThat(cells.simulatedOnly() - before.simulatedOnly()).isEqualTo(1);
        assertThat(cells.pairs() - before.pairs()).isEqualTo(2);
        assertThat(cells.unpaired() - before.unpaired()).isZero();
        assertThat(simulatedByOperator()).as("nobody stands before a simulator").isEqualTo(simulated);
    }

    private long simulatedByOperator() {
        return await(results.measured(
                        LEARNED,
                        new Sample(StationKind.SIMULATOR, Judge.OPERATOR, Optional.of(Lab.SCENE), Optional.empty())))
                .counts()
                .episodes();
    }

    private TwinCells judgedByOperator(Sample byOperator) {
        return await(results.twins(StationKind.REAL_ROBOT, byOperator)).stream()
                .filter(each -> each.version().equals(LEARNED))
                .reduce(new TwinCells(LEARNED, 0, 0, 0, 0, 0, 0, 0), TwinCells::plus);
    }

    private void really(long seed, String verdict) {
        AssignmentData run = run(Lab.someone(), LEARNED, seed, EpisodeState.TERMINATED);
        onBody(run, StationKind.REAL_ROBOT);
        await(sql.preparedQuery("INSERT INTO outcome (episode_id, judge, result) VALUES ($1, 'operator', $2)")
                .execute(Tuple.of(run.id().value(), verdict)));
    }

    private TwinCells twins() {
        return await(results.twins(StationKind.REHEARSAL, sample(StationKind.REHEARSAL))).stream()
                .filter(cells -> cells.version().equals(EXPERT))
                .reduce(new TwinCells(EXPERT, 0, 0, 0, 0, 0, 0, 0), TwinCells::plus);
    }

    @Test
    void whatIsSimulatedUnderPinnedConditionsStandsForNoPairWithoutThem() {
        long both = seed();
        run(Lab.someone(), EXPERT, both, EpisodeState.TERMINATED);
        onBody(run(Lab.someone(), EXPERT, both, EpisodeState.TERMINATED), StationKind.REHEARSAL);
        TwinCells before = twins();
        AssignmentData other = run(Lab.someone(), EXPERT, seed(), EpisodeState.TERMINATED);
        assertThat(twins().further()).isEqualTo(before.further() + 1);

        await(sql.preparedQuery(
                        "UPDATE turn SET conditions = $2 WHERE id = (SELECT turn_id FROM episode WHERE id = $1)")
                .execute(Tuple.of(other.id().value(), "{\"light\": 0.5}")));
        assertThat(twins()).isEqualTo(before);
    }

    @Test
    void proxiesAreHeldAgainstTheJudgeWhereBothSaidSomething() {
        AssignmentData run = run(Lab.someone(), LEARNED, seed(), EpisodeState.TERMINATED);
        Counts before = crowd();
        await(sql.preparedQuery(
                        "INSERT INTO outcome (episode_id, judge, result, votes) VALUES ($1, 'crowd', 'FAILURE', 3)")
                .execute(Tuple.of(run.id().value())));

        Counts after = crowd();
        assertThat(after.episodes() - before.episodes()).isEqualTo(1);
        assertThat(after.successes()).isEqualTo(before.successes());
        given().get("/api/v1/results/proxies?sceneId=" + Lab.SCENE)
                .then()
                .statusCode(200)
                .body("proxy", hasItem("crowd"));
    }

    private Counts crowd() {
        return await(results.proxies(sample(StationKind.SIMULATOR))).stream()
                .filter(each -> each.proxy().equals("crowd") && each.version().equals(LEARNED))
                .map(ProxyCounts::said)
                .findFirst()
                .orElse(new Counts(0, 0));
    }

    @Test
    void startsCarryTheirConditionsAsNumbers() {
        // Rates of one or two episodes are shown to nobody.
        run(Lab.someone(), LEARNED, seed(), EpisodeState.TERMINATED);
        run(Lab.someone(), LEARNED, seed(), EpisodeState.TERMINATED);
        AssignmentData run = run(Lab.someone(), LEARNED, seed(), EpisodeState.TERMINATED);
        await(sql.preparedQuery("UPDATE episode SET conditions = $2 WHERE id = $1")
                .execute(Tuple.of(
                        run.id().value(), "{\"light\": 0.25, \"board.fixed\": true, \"colour\": \"red\", \"n\": 3}")));

        Start newest =
                await(results.starts(LEARNED, sample(StationKind.SIMULATOR))).getFirst();
        assertThat(newest.conditions())
                .containsEntry("light", 0.25)
                .containsEntry("board.fixed", 1.0)
                .containsEntry("n", 3.0);
        assertThat(newest.conditions()).doesNotContainKey("colour");
        assertThat(newest.done()).isTrue();
        // With its task, which nothing else here asks for.
        given().get("/api/v1/results/conditions?policy=%s&sceneId=%s&taskId=put-cube-red-in-bowl-blue"
                        .formatted(Lab.POLICY, Lab.SCENE))
                .then()
                .statusCode(200)
                .body("policyVersion.digest", equalTo(Lab.DIGEST))
                .body("starts", greaterThanOrEqualTo(1))
                .body("all.episodes", greaterThanOrEqualTo(1))
                .body("all.interval.low", notNullValue());
        given().get("/api/v1/results/conditions?policy=" + Lab.POLICY)
                .then()
                .statusCode(400)
                .body("detail", containsString("sceneId"));
        given().get("/api/v1/results/conditions?policy=nobody&sceneId=" + Lab.SCENE)
                .then()
                .statusCode(422)
                .body("detail", containsString(Lab.POLICY));
        given().get("/api/v1/results/proxies?judge=nobody")
                .then()
                .statusCode(400)
                .body("detail", containsString("researcher"));
        // What was read a moment ago, with fewer episodes, is answered again for some seconds.
        Awaitility.await()
                .untilAsserted(() -> given().get("/api/v1/results/rates?sceneId=" + Lab.SCENE)
                        .then()
                        .statusCode(200)
                        .body("policyVersion.name", hasItem(Lab.POLICY))
                        .body("[0].uncovered", notNullValue()));
        given().get("/api/v1/results/rates").then().statusCode(400).body("detail", containsString("sceneId"));
        for (String unknown : List.of("rates", "sim-to-real", "proxies", "conditions")) {
            given().get("/api/v1/results/%s?policy=%s&sceneId=moon".formatted(unknown, Lab.POLICY))
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("scene-unknown"))
                    .body("detail", containsString(Lab.SCENE));
        }
        given().get("/api/v1/results/proxies?sceneId=%s&taskId=fly".formatted(Lab.SCENE))
                .then()
                .statusCode(422)
                .body("code", equalTo("task-unknown"))
                .body("detail", containsString("put-cube-red-in-bowl-blue"));
        given().get("/api/v1/results/proxies?taskId=x")
                .then()
                .statusCode(400)
                .body("detail", containsString("sceneId"));
    }

    @Test
    void planSaysHowManyMoreFromWhatThereIs() {
        run(Lab.someone(), LEARNED, seed(), EpisodeState.TERMINATED);
        given().get("/api/v1/plan?policy=%s&against=scripted-expert&sceneId=%s".formatted(Lab.POLICY, Lab.SCENE))
                .then()
                .statusCode(200)
                .body("policy.digest", equalTo(Lab.DIGEST))
                .body("policy.episodes", greaterThanOrEqualTo(1))
                .body("policy.within5Points.expectedEpisodes", greaterThanOrEqualTo(1))
                .body("policy.within5Points.expectedCost.robotHours", notNullValue())
                .body("fleet.slots", greaterThanOrEqualTo(1))
                .body("fleet.studyShare", equalTo(0.4f))
                .body("policies.name", hasItem(Lab.POLICY));
        given().get("/api/v1/plan").then().statusCode(200).body("policies.name", hasItem("scripted-expert"));
        given().get("/api/v1/plan?policy=nobody").then().statusCode(422).body("code", equalTo("policy-unknown"));
        given().get("/api/v1/plan?sceneId=nowhere").then().statusCode(422).body("code", equalTo("scene-unknown"));
        given().get("/api/v1/plan?sceneId=%s&taskId=fly".formatted(Lab.SCENE))
                .then()
                .statusCode(422)
                .body("code", equalTo("task-unknown"));
        given().get("/api/v1/plan?body=moon").then().statusCode(400).body("detail", containsString("real_robot"));
        given().get("/api/v1/plan/saving?rates=0.9,x&episodes=50")
                .then()
                .statusCode(400)
                .body("detail", containsString("2 to 8"));
        given().get("/api/v1/plan/saving?rates=0.9,NaN&episodes=50").then().statusCode(400);
        given().get("/api/v1/plan/saving?rates=0.9,0.1&episodes=5000")
                .then()
                .statusCode(400)
                .body("detail", containsString("20 to 1000"));
        given().get("/api/v1/plan/saving?rates=0.9,0.1&episodes=20")
                .then()
                .statusCode(200)
                .body("rates", equalTo(List.of(0.9f, 0.1f)))
                .body("progress", notNullValue());
    }
}
