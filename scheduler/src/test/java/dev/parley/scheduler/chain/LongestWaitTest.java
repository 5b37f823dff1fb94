package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.core.account.Author;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.TurnData;
import dev.parley.station.v1.Capabilities;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One station whose episodes take 90 s, and nobody is let in for more than 200 s: two may wait. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(LongestWaitTest.TwoMayWait.class)
class LongestWaitTest {
    public static class TwoMayWait implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.line.longest-wait", "PT200S");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(LateClock.class);
        }
    }

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Comparisons comparisons;

    @Inject
    Stations stations;

    @Inject
    WaitEstimates waits;

    @Inject
    Pool postgres;

    @Inject
    LateClock clock;

    @BeforeEach
    void oneRunsAndTakesNinetySeconds() {
        lab.startAnew();
        // What was known of the line of the test before is old now.
        clock.advance(Duration.ofSeconds(10));
        StationData station = lab.open("one", twoPolicies());
        for (int i = 0; i < 3; i++) {
            lab.ask();
            lab.match();
            lab.runToTheEnd(lab.open(station).getFirst());
        }
        postgres.preparedQuery("UPDATE episode SET created_at = ended_at - interval '90 seconds'")
                .executeAndAwait();
        // What was measured before is not looked at again for ten seconds.
        clock.advance(Duration.ofSeconds(11));
        lab.ask();
        lab.match();
        lab.lease(lab.open(station).getFirst(), Duration.ofSeconds(3000));
        postgres.preparedQuery("UPDATE episode SET created_at = $1 WHERE ended_at IS NULL")
                .executeAndAwait(Tuple.of(clock.instant().atOffset(java.time.ZoneOffset.UTC)));
        clock.advance(Duration.ofSeconds(3));
    }

    @Test
    void measuredEpisodesGiveAnEstimate() {
        TurnData waiting = lab.ask();
        // One of 90 s has run for three.
        assertThat(await(waits.of(waiting.id())).estimate()).hasValueSatisfying(range -> {
            assertThat(range.p50()).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(95));
            assertThat(range.p90()).isBetween(range.p50(), Duration.ofSeconds(110));
        });
        assertThat(await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY)).position()).hasValue(2);
    }

    @Test
    void lineTakesWhomItCanServeInTimeAndTellsTheNextOneHowLongItWouldBe() {
        lab.ask();
        lab.ask();
        assertThatThrownBy(() -> lab.ask()).isInstanceOfSatisfying(LineClosed.class, closed -> {
            assertThat(closed.code()).isEqualTo(ErrorCode.LINE_CLOSED);
            assertThat(closed.expectedWait()).isBetween(Duration.ofSeconds(255), Duration.ofSeconds(270));
            assertThat(closed.longestWait()).isEqualTo(Duration.ofSeconds(200));
            assertThat(closed).hasMessageContaining("5 min").hasMessageContaining("4 min");
        });
        assertThat(count()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(3));
        WaitEstimates.Wait newcomer = await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY));
        assertThat(newcomer.within(waits.longest())).isFalse();
    }

    @Test
    void whoAskedALotIsToldOfTheirOwnWaitAndNotOfANewcomersOne() {
        Author busy = Lab.author("school");
        lab.ask(busy);
        lab.ask(busy);
        clock.advance(Duration.ofSeconds(3));
        WaitEstimates.Wait newcomer = await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY, Lab.author("net-new")));
        assertThat(newcomer.position())
                .isEqualTo(await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY)).position())
                .hasValue(2);
        WaitEstimates.Wait theirs = await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY, busy));
        assertThat(newcomer.within(waits.longest())).isTrue();
        assertThat(theirs.within(waits.longest())).isFalse();
        assertThat(theirs.position()).hasValue(3);
        // As it comes when they ask.
        assertThatThrownBy(() -> lab.ask(busy)).isInstanceOf(LineClosed.class);
        assertThat(lab.ask(Lab.author("net-new")).placement().ticket()).isPositive();
    }

    @Test
    void lineOpensAgainWhenSomebodyLeavesIt() {
        Author first = Lab.author("net-first");
        TurnData leaving = lab.ask(first);
        lab.ask();
        assertThatThrownBy(() -> lab.ask()).isInstanceOf(LineClosed.class);
        await(prompts.withdraw(leaving.promptId(), first));
        clock.advance(Duration.ofSeconds(3));
        assertThat(lab.ask().placement().ticket()).isPositive();
    }

    @Test
    void aCrowdThatComesAtOnceClosesItToo() throws Exception {
        List<CompletableFuture<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            crowd.add(letIn("net-" + i).subscribeAsCompletionStage());
        }
        int in = 0;
        for (CompletableFuture<Boolean> each : crowd) {
            in += each.get(20, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(in).isEqualTo(2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void fortyComparisonsAtOnceAreAllAnswered() throws Exception {
        List<CompletableFuture<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            crowd.add(compared("net-" + i).subscribeAsCompletionStage());
        }
        int in = 0;
        for (CompletableFuture<Boolean> each : crowd) {
            in += each.get(20, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(in).isEqualTo(1);
        assertThat(count()).isEqualTo(2);
    }

    /** Its first runs in 90 s and its second in 180 s: the next one would wait 270 s, and not 180 s. */
    @Test
    void comparisonInLineCountsForBothItsTurns() {
        assertThat(await(compared("net-pair"))).isTrue();
        wouldWaitBehindBothTurns();
        // A look that sees it, from before those let in here are forgotten: neither turn counts twice.
        clock.advance(Duration.ofMillis(1500));
        wouldWaitBehindBothTurns();
        // Only the look knows of it by now, and sees its first alone.
        clock.advance(Duration.ofSeconds(3));
        wouldWaitBehindBothTurns();
        assertThat(await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY)).within(waits.longest()))
                .isFalse();
    }

    private void wouldWaitBehindBothTurns() {
        assertThatThrownBy(() -> lab.ask())
                .isInstanceOfSatisfying(
                        LineClosed.class,
                        closed -> assertThat(closed.expectedWait())
                                .isBetween(Duration.ofSeconds(230), Duration.ofSeconds(270)));
    }

    @Test
    void comparisonThatIsTurnedAwayForItsSecondHalfTakesNobodysPlace() {
        lab.ask();
        assertThat(await(compared("net-pair"))).isFalse();
        lab.ask();
        assertThatThrownBy(() -> lab.ask()).isInstanceOf(LineClosed.class);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whoIsTurnedAwayIsToldOverRestWhatElseCanBeDone() {
        postgres.query("INSERT INTO artifact (episode_id, name, content_type, sha256, size_bytes)"
                        + " SELECT id, 'main.mp4', 'video/mp4', repeat('ab', 32), 1 FROM episode"
                        + " WHERE state = 'TRUNCATED' ORDER BY created_at LIMIT 1")
                .executeAndAwait();
        lab.ask();
        lab.ask();
        String guest =
                given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
        given().header("X-Parley-Guest", guest)
                .contentType("application/json")
                .body(Map.of(
                        "instruction",
                        "put the red cube in the blue bowl",
                        "sceneId",
                        Lab.SCENE,
                        "policyId",
                        Lab.POLICY))
                .post("/api/v1/prompts")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("line-closed"))
                .body("longestWaitSeconds", equalTo(200))
                .body("waitSeconds", greaterThan(200))
                .body("offers.kind", hasItems("judge", "tell"))
                .body("offers.find { it.kind == 'judge' }.link", startsWith("/episodes/"))
                .body("offers.find { it.kind == 'tell' }.request", equalTo("POST /api/v1/news/lines"));
        given().header("X-Parley-Guest", guest)
                .contentType("application/json")
                .body(Map.of("instruction", "put the red cube in the blue bowl", "sceneId", Lab.SCENE))
                .post("/api/v1/comparisons")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("line-closed"))
                .body("offers.kind", hasItems("judge", "tell"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whereNoStationTakesWorkNobodyCanTellTheWaitAndEverybodyIsLetIn() {
        for (StationData station : await(stations.all())) {
            await(stations.closeSession(station.id(), station.sessionEpoch(), "unplugged"));
        }
        clock.advance(Duration.ofSeconds(3));
        for (int i = 0; i < 4; i++) {
            lab.ask();
        }
        assertThat(count()).isEqualTo(4);
    }

    private Uni<Boolean> letIn(String network) {
        PromptRequest request = new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(Lab.SCENE),
                Optional.of(Lab.POLICY),
                OptionalLong.empty());
        return prompts.submit(request, Lab.author(network))
                .map(prompt -> true)
                .onFailure(LineClosed.class)
                .recoverWithItem(false);
    }

    private Uni<Boolean> compared(String network) {
        PromptRequest request = new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(Lab.SCENE),
                Optional.empty(),
                OptionalLong.empty());
        return comparisons
                .submit(new ComparisonRequest(request, List.of()), Lab.author(network))
                .map(comparison -> true)
                .onFailure(LineClosed.class)
                .recoverWithItem(false);
    }

    private static Capabilities twoPolicies() {
        Capabilities one = Lab.capabilities(Lab.SCENE, "tabletop-arm-6dof", Lab.DIGEST, 1);
        return one.toBuilder()
                .addPolicies(
                        one.getPolicies(0).toBuilder().setName("other-policy").setDigest("cd".repeat(32)))
                .build();
    }

    private long count() {
        return postgres.query("SELECT count(*) FROM turn WHERE state = 'WAITING'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
