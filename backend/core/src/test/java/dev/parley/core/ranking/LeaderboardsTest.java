package dev.parley.core.ranking;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.parley.contracts.TurnId;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leaderboards from what stands in the tables. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(LeaderboardsTest.Often.class)
class LeaderboardsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Entrant BC = new Entrant(Lab.POLICY, Lab.DIGEST);
    private static final Entrant RIVAL = new Entrant("takes-both", "1f".repeat(32));
    private static final Entrant TOLD = new Entrant("scripted-expert", "cd".repeat(32));

    public static final class Often implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.ranking.look-every", "50ms", "parley.ranking.rounds", "200");
        }
    }

    @Inject
    Lab lab;

    @Inject
    Pool postgres;

    @Inject
    Leaderboards leaderboards;

    private Leaderboard board(StationKind kind, Pairs pairs, Crowd crowd) {
        return await(leaderboards.of(new Board(kind, pairs, crowd)));
    }

    /** One story in one test: boards are of all votes there are. */
    @Test
    void votesAreCountedByBodyByWhoseChoiceAndByWhoVoted() {
        for (StationKind kind : StationKind.values()) {
            assertThat(board(kind, Pairs.DRAWN, Crowd.EVERYBODY).ranking().islands())
                    .isEmpty();
        }
        given().get("/api/v1/leaderboard")
                .then()
                .statusCode(200)
                .body("groups", hasSize(0))
                .body("votes", equalTo(0))
                .body("method.rounds", equalTo(200))
                .body("method.seed", equalTo("20261122"));

        StationData simulator = lab.station(StationKind.SIMULATOR);
        // Nobody is told of an open one what a vote on it said.
        UUID open = comparison(simulator, "PLATFORM", "READY");
        vote(open, "GUEST", "LEFT", null);
        for (int i = 0; i < 6; i++) {
            UUID comparison = comparison(simulator, "PLATFORM", "READY");
            // The first is on the right: who says right prefers it.
            vote(comparison, i < 3 ? "GUEST" : "ACCOUNT", i == 5 ? "LEFT" : "RIGHT", null);
            vote(comparison, "GUEST", i % 2 == 0 ? "TIE" : "BOTH_BAD", null);
            vote(comparison, "GUEST", "RIGHT", "AFTER_REVEAL");
        }
        comparison(simulator, "PLATFORM", "VOID");
        StationData robot = lab.station(StationKind.REAL_ROBOT);
        vote(comparison(robot, "PLATFORM", "READY"), "GUEST", "LEFT", null);
        vote(comparison(simulator, "ASKER", "READY"), "GUEST", "LEFT", "CHOSEN_POLICIES");
        // Drawn before that was ruled out, and counted then; and chosen, which anybody may.
        UUID before = comparison(simulator, "PLATFORM", "READY", TOLD);
        vote(before, TOLD, "GUEST", "LEFT", null);
        comparison(simulator, "PLATFORM", "VOID", TOLD);
        UUID chosen = comparison(simulator, "ASKER", "READY", TOLD);
        vote(chosen, TOLD, "GUEST", "LEFT", "CHOSEN_POLICIES");
        vote(chosen, TOLD, "ACCOUNT", "RIGHT", "CHOSEN_POLICIES");
        vote(chosen, TOLD, "GUEST", "TIE", "CHOSEN_POLICIES");
        vote(chosen, TOLD, "GUEST", "LEFT", "KNOWN_START");
        vote(chosen, TOLD, "GUEST", "LEFT", "AFTER_REVEAL");
        await(postgres.preparedQuery(
                        "UPDATE comparison SET state = 'CLOSED', ended_at = now() WHERE state = 'READY' AND id <> $1")
                .execute(Tuple.of(open)));

        await().atMost(SOON)
                .until(() -> board(StationKind.SIMULATOR, Pairs.DRAWN, Crowd.EVERYBODY)
                                .ranking()
                                .votes()
                        == 12);
        Leaderboard all = board(StationKind.SIMULATOR, Pairs.DRAWN, Crowd.EVERYBODY);
        assertThat(all.voided()).isEqualTo(1);
        assertThat(all.open()).isEqualTo(1);
        assertThat(all.ranking().voters()).isEqualTo(12);
        Standing leader = all.ranking().islands().getFirst().standings().getFirst();
        assertThat(all.entrant(leader)).isEqualTo(BC);
        assertThat(leader.tally()).isEqualTo(new Standing.Tally(5, 1, 6));
        assertThat(all.entrants()).containsExactlyInAnyOrder(BC, RIVAL);
        assertThat(all.told()).isEmpty();
        assertThat(all.find(RIVAL).orElseThrow().tally()).isEqualTo(new Standing.Tally(1, 5, 6));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(board(StationKind.SIMULATOR, Pairs.DRAWN, Crowd.ACCOUNTS)
                            .ranking()
                            .votes())
                    .isEqualTo(3);
            assertThat(board(StationKind.SIMULATOR, Pairs.DRAWN, Crowd.GUESTS)
                            .ranking()
                            .votes())
                    .isEqualTo(9);
            assertThat(board(StationKind.SIMULATOR, Pairs.CHOSEN, Crowd.EVERYBODY)
                            .ranking()
                            .votes())
                    .isEqualTo(1);
            Leaderboard real = board(StationKind.REAL_ROBOT, Pairs.DRAWN, Crowd.EVERYBODY);
            assertThat(real.ranking().votes()).isEqualTo(1);
            assertThat(real.entrant(
                            real.ranking().islands().getFirst().standings().getFirst()))
                    .isEqualTo(RIVAL);
        });
        Leaderboard ofChosen = board(StationKind.SIMULATOR, Pairs.CHOSEN, Crowd.EVERYBODY);
        assertThat(ofChosen.entrants()).containsExactlyInAnyOrder(BC, RIVAL);
        assertThat(ofChosen.told()).containsExactly(new Told(TOLD, BC, new Standing.Tally(1, 1, 1)));
        assertThat(board(StationKind.SIMULATOR, Pairs.CHOSEN, Crowd.ACCOUNTS).told())
                .containsExactly(new Told(TOLD, BC, new Standing.Tally(0, 1, 0)));
        assertThat(board(StationKind.REAL_ROBOT, Pairs.CHOSEN, Crowd.EVERYBODY).told())
                .isEmpty();
        given().queryParam("pairs", "chosen")
                .get("/api/v1/leaderboard")
                .then()
                .statusCode(200)
                .body("groups.policies.policyVersion.name.flatten()", not(hasItem("scripted-expert")))
                .body("told", hasSize(1))
                .body("told[0].policyVersion.name", equalTo("scripted-expert"))
                .body("told[0].against.name", equalTo(Lab.POLICY))
                .body("told[0].won", equalTo(1));
        given().queryParam("body", "simulator")
                .queryParam("crowd", "everybody")
                .get("/api/v1/leaderboard")
                .then()
                .statusCode(200)
                .body("votes", equalTo(12))
                .body("groups[0].policies[0].policyVersion.name", equalTo(Lab.POLICY))
                .body("groups[0].policies[0].won", equalTo(5))
                .body("groups[0].policies[0].tier", equalTo(1))
                .body("groups[0].upset.votes", equalTo(3))
                .body("groups[0].upset.leader.name", equalTo("takes-both"));
    }

    @Test
    void unknownNamesAreRefusedWithThoseThatThereAre() {
        given().queryParam("body", "moon")
                .get("/api/v1/leaderboard")
                .then()
                .statusCode(400)
                .body("detail", containsString("simulator, real_robot"));
        given().queryParam("crowd", "robots").get("/api/v1/leaderboard").then().statusCode(400);
        given().queryParam("pairs", "mine").get("/api/v1/leaderboard").then().statusCode(400);
    }

    private UUID comparison(StationData station, String drawnBy, String state) {
        return comparison(station, drawnBy, state, RIVAL);
    }

    private UUID comparison(StationData station, String drawnBy, String state, Entrant secondRan) {
        PromptData first = lab.ask(Lab.someone(), "put the red cube in the blue bowl");
        PromptData second = lab.ask(Lab.someone(), "put the red cube in the blue bowl");
        lab.runToTheEnd(lab.lease(first, station));
        UUID id = UUID.randomUUID();
        TurnId firstTurn = first.turns().getFirst().id();
        TurnId secondTurn = second.turns().getFirst().id();
        await(postgres.preparedQuery("""
                        INSERT INTO comparison (id, prompt_id, scene_id, seed, drawn_by, first_policy, first_digest,
                            second_policy, second_digest, first_turn, second_turn, left_is_first, pair_propensity,
                            order_propensity, candidates, pairs, draw, commitment, state, void_reason, created_at, ready_at,
                            closes_at, ended_at)
                        VALUES ($1, $2, $3, 7, $4, $5, $6, $7, $8, $9, $10, false, 1, 0.5, 2, 1, 'nonce', repeat('a', 64), $11,
                            CASE WHEN $11 = 'VOID' THEN 'BROKEN_OFF' END, now(),
                            CASE WHEN $11 = 'READY' THEN now() END,
                            CASE WHEN $11 = 'READY' THEN now() + interval '1 day' END,
                            CASE WHEN $11 = 'VOID' THEN now() END)""")
                .execute(Tuple.tuple()
                        .addUUID(id)
                        .addUUID(first.id().value())
                        .addString(Lab.SCENE)
                        .addString(drawnBy)
                        .addString(BC.name())
                        .addString(BC.digest())
                        .addString(secondRan.name())
                        .addString(secondRan.digest())
                        .addUUID(firstTurn.value())
                        .addUUID(secondTurn.value())
                        .addString(state)));
        return id;
    }

    private void vote(UUID comparison, String cohort, String choice, @Nullable String notCounted) {
        vote(comparison, RIVAL, cohort, choice, notCounted);
    }

    private void vote(UUID comparison, Entrant second, String cohort, String choice, @Nullable String notCounted) {
        boolean decides = choice.equals("LEFT") || choice.equals("RIGHT");
        Entrant won = choice.equals("RIGHT") ? BC : second;
        Entrant lost = choice.equals("RIGHT") ? second : BC;
        await(postgres.preparedQuery("""
                        INSERT INTO comparison_vote (comparison_id, author, cohort, choice, left_is_first, won_policy,
                            won_digest, lost_policy, lost_digest, why, counts, not_counted, created_at)
                        VALUES ($1, $2, $3, $4, false, $5, $6, $7, $8, '{}', $9, $10, clock_timestamp())""")
                .execute(Tuple.tuple()
                        .addUUID(comparison)
                        .addUUID(UUID.randomUUID())
                        .addString(cohort)
                        .addString(choice)
                        .addString(decides ? won.name() : null)
                        .addString(decides ? won.digest() : null)
                        .addString(decides ? lost.name() : null)
                        .addString(decides ? lost.digest() : null)
                        .addBoolean(notCounted == null)
                        .addString(notCounted)));
    }
}
