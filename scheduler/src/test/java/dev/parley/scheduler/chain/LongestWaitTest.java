package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.TurnData;
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
        StationData station = lab.station("one", 1);
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

    private long count() {
        return postgres.query("SELECT count(*) FROM turn WHERE state = 'WAITING'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
