package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.audit.Actor;
import dev.parley.core.canary.Canaries;
import dev.parley.core.canary.CanaryPlan;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.quota.LabQuotas;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.scheduler.sweep.Sweeper;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lab that gives so many episodes a day, and those who wait for the next. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(QuotaChainTest.Later.class)
class QuotaChainTest {
    public static class Later implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(LateClock.class);
        }
    }

    @Inject
    Lab lab;

    @Inject
    LabQuotas quotas;

    @Inject
    WaitEstimates waits;

    @Inject
    Canaries canaries;

    @Inject
    Scenes scenes;

    @Inject
    Sweeper sweeper;

    @Inject
    LateClock clock;

    private StationData station;

    @BeforeEach
    void startAnew() {
        clock.onTime();
        lab.startAnew();
        lab.postgres("DELETE FROM lab_quota");
        station = lab.station("arm", 2);
    }

    @AfterEach
    void noQuotaIsLeft() {
        lab.postgres("DELETE FROM lab_quota");
        clock.onTime();
    }

    @Test
    void turnWaitsWithTheSentenceWhileTheDayIsFullAndGoesOnWhenTheWindowMoved() {
        lab.ask();
        give(Optional.of(Lab.POLICY), 1);
        lab.runToTheEnd(lab.offerNow(station));
        TurnData waiting = lab.ask();
        TurnData behind = lab.ask();
        clock.advance(Duration.ofSeconds(10));
        assertThat(lab.match()).isZero();

        WaitEstimates.Wait wait = await(waits.of(waiting.id()));
        assertThat(wait.reason()).isEqualTo(WaitEstimates.Reason.LAB_DAY_FULL);
        assertThat(wait.reasonText())
                .matches("Next in line; the lab has given this policy its 1 episode of 24 hours; the next is free at"
                        + " [0-2][0-9]:[0-5][0-9] UTC, in 24 h");
        assertThat(wait.estimate()).as("nothing earlier is promised").isEmpty();
        assertThat(await(waits.of(behind.id())).reasonText()).startsWith("1 ahead; the lab has given");
        assertThat(await(waits.ifAskedNow(Lab.SCENE, Lab.POLICY, Optional.empty()))
                        .reason())
                .isEqualTo(WaitEstimates.Reason.LAB_DAY_FULL);

        clock.advance(Duration.ofHours(23));
        assertThat(lab.match()).isZero();
        assertThat(lab.turn(waiting.id()).state()).isEqualTo(TurnState.WAITING);
        clock.advance(Duration.ofHours(1));
        assertThat(lab.match()).as("one has room again, and no more").isEqualTo(1);
        assertThat(lab.open(station))
                .singleElement()
                .satisfies(open -> assertThat(open.turn().id()).isEqualTo(waiting.id()));
    }

    @Test
    void dailyCanaryIsOfferedOnADayThatIsFullForEverybodyElse() {
        TurnData asked = lab.ask();
        give(Optional.empty(), 0);
        canaryIsDue();
        sweeper.sweep();
        lab.match();
        assertThat(lab.open(station))
                .singleElement()
                .satisfies(open ->
                        assertThat(open.turn().placement().priorityClass()).isEqualTo(PriorityClass.LAB));
        assertThat(lab.turn(asked.id()).state()).isEqualTo(TurnState.WAITING);
        clock.advance(Duration.ofSeconds(10));
        assertThat(await(waits.of(asked.id())).reasonText())
                .isEqualTo("Next in line; the lab gives no episodes for now");
    }

    private void give(Optional<String> policy, int most) {
        await(quotas.set(dev.parley.core.person.Lab.HOUSE, policy, most, Actor.platform(), "for a test"));
    }

    private void canaryIsDue() {
        String task = await(scenes.all()).stream()
                .filter(each -> each.id().equals(Lab.SCENE))
                .findFirst()
                .orElseThrow()
                .tasks()
                .getFirst()
                .id();
        CanaryPlan plan = new CanaryPlan(
                Lab.POLICY,
                Lab.DIGEST,
                Lab.SCENE,
                task,
                "put the red cube in the blue bowl",
                Map.of(),
                List.of(1L),
                LocalTime.now(ZoneId.of("UTC")).plusHours(1).truncatedTo(ChronoUnit.MINUTES),
                ZoneId.of("UTC"));
        await(canaries.set(station.id(), plan, Actor.platform(), "for a test"));
        lab.postgres("UPDATE canary SET due_at = now()");
    }
}
