package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.wait.QueueWatch;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class WaitsTest {
    @Inject
    Lab lab;

    @Inject
    WaitEstimates waits;

    @Inject
    QueueWatch watch;

    @Inject
    Prompts prompts;

    @Inject
    Stations stations;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
    }

    @Test
    void aPersonSeesPlaceAndReasonAtOnceAfterAsking() throws Exception {
        StationData station = lab.station("one", 1);
        TurnData first = lab.ask();
        TurnData second = lab.ask();
        assertThat(await(waits.of(first.id())).position()).hasValue(1);
        Wait behind = await(waits.of(second.id()));
        assertThat(behind.position()).hasValue(2);
        assertThat(behind.reason()).isEqualTo(Reason.OTHERS_AHEAD);
        assertThat(behind.reasonText()).startsWith("1 ahead").doesNotContain("queue");
        lab.match();
        assertThat(lab.open(station)).hasSize(1);
        assertThat(seen(first, wait -> wait.reason() == Reason.STARTING).position())
                .isEmpty();
        assertThat(seen(second, wait -> wait.position().equals(OptionalInt.of(1)))
                        .reasonText())
                .doesNotContain("moved back");
    }

    @Test
    void aTickCallsForALookThatKnowsTheNews() throws Exception {
        StationData station = lab.station("one", 1);
        lab.ask();
        lab.match();
        AssignmentData leased = lab.lease(lab.open(station).getFirst(), Duration.ofSeconds(30));
        TurnData waiting = lab.ask();
        lab.advance(leased, 1, EpisodeState.RESETTING);
        assertThat(seen(waiting, wait -> wait.reason() == Reason.STATION_RESETTING)
                        .reasonText())
                .isEqualTo("Next in line; the station is resetting");
    }

    @Test
    void aPositionThatGrowsSaysWhy() throws Exception {
        StationData away = lab.station("away", 1);
        await(stations.closeSession(away.id(), away.sessionEpoch(), "unplugged"));
        Author busy = Lab.author("school");
        lab.ask(busy);
        TurnData second = lab.ask(busy);
        assertThat(await(waits.of(second.id())).position()).hasValue(2);
        lab.ask(Lab.author("school"));
        Wait wait = seen(second, each -> each.position().equals(OptionalInt.of(3)));
        assertThat(wait.reasonText())
                .endsWith("moved back because people take turns and somebody who asked less goes first");
        assertThat(wait.reason()).isEqualTo(Reason.STATION_OFFLINE);
        assertThat(wait.reasonText()).contains("unplugged");
    }

    @Test
    void withdrawingMovesThoseBehindForward() throws Exception {
        lab.station("one", 1);
        Author asker = Lab.author("net-a");
        TurnData first = lab.ask(asker);
        TurnData second = lab.ask();
        assertThat(await(waits.of(second.id())).position()).hasValue(2);
        await(prompts.withdraw(first.promptId(), asker));
        seen(second, wait -> wait.position().equals(OptionalInt.of(1)));
        assertThatThrownBy(() -> await(waits.of(first.id())))
                .isInstanceOfSatisfying(
                        ParleyException.class, ended -> assertThat(ended.code()).isEqualTo(ErrorCode.PROMPT_ENDED));
    }

    @Test
    void whereNothingWasMeasuredThereIsNoEstimate() {
        StationData station = lab.station("one", 1);
        lab.ask();
        lab.match();
        lab.lease(lab.open(station).getFirst(), Duration.ofSeconds(30));
        assertThat(await(waits.of(lab.ask().id())).estimate()).isEmpty();
        assertThat(await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY)).estimate()).isEmpty();
    }

    @Test
    void fiftyPagesMayAskAtOnceEvenForATurnThatWasJustTaken() throws Exception {
        StationData station = lab.station("one", 1);
        TurnData turn = lab.ask();
        lab.match();
        assertThat(lab.open(station)).hasSize(1);
        List<CompletableFuture<Wait>> pages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pages.add(waits.of(turn.id()).subscribeAsCompletionStage());
        }
        for (CompletableFuture<Wait> page : pages) {
            assertThat(page.get(60, TimeUnit.SECONDS).reason()).isIn(Reason.NEXT, Reason.STARTING);
        }
    }

    @Test
    void askingForAPolicyThatIsNotThereIsAClearError() {
        assertThatThrownBy(() -> await(waits.ifAskedNow(Lab.SCENE, "no-such-policy")))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        unknown -> assertThat(unknown.code()).isEqualTo(ErrorCode.POLICY_UNKNOWN));
    }

    /** What a page sees that looks at every tick, as soon as it is as expected. */
    private Wait seen(TurnData turn, Predicate<Wait> expected) throws Exception {
        CompletableFuture<Wait> seen = new CompletableFuture<>();
        Runnable look = () -> waits.of(turn.id())
                .subscribe()
                .with(
                        wait -> {
                            if (expected.test(wait)) {
                                seen.complete(wait);
                            }
                        },
                        seen::completeExceptionally);
        Cancellable ticks = watch.ticks().subscribe().with(tick -> look.run());
        try {
            look.run();
            return seen.get(60, TimeUnit.SECONDS);
        } finally {
            ticks.cancel();
        }
    }
}
