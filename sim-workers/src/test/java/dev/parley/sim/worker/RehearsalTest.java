package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.Box;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.SafetyEnvelope;
import dev.parley.station.v1.StationKind;
import dev.parley.station.v1.StepRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a simulator does differently under the rules of a real robot. */
class RehearsalTest {
    private static final Action FAR = new Action(0.04, 0, 0, 0, 1);
    private static SimulatedScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void openScene() {
        scene = SimulatedScene.open("blocks-and-bowls");
    }

    @AfterAll
    static void closeScene() {
        scene.close();
    }

    @Test
    void clampedCommandStandsBesideWhatWasCommanded() throws InterruptedException {
        FakeRun run = rehearse(spec(3).build(), new TestPolicies(seen -> FAR), new ManualTime());

        assertThat(run.steps).hasSize(3).allSatisfy(step -> {
            assertThat(step.getActionCommanded(0)).isEqualTo(0.04);
            assertThat(step.getActionApplied(0)).isLessThanOrEqualTo(0.025 + 1e-9);
        });
    }

    @Test
    void commandOlderThanTheWatchdogMovesNothing() throws InterruptedException {
        ManualTime time = new ManualTime();
        FakeRun run = rehearse(
                spec(3).build(),
                new TestPolicies(seen -> {
                    time.advance(seen.step() == 1 ? 600_000_000L : 50_000_000L);
                    return FAR;
                }),
                time);

        assertThat(run.steps).extracting(step -> step.getActionApplied(0) == 0).containsExactly(false, true, false);
        assertThat(run.steps).extracting(step -> step.getActionCommanded(0)).containsOnly(0.04);
    }

    @Test
    void holdMakesItsCommandTooOldToBeCarriedOut() throws InterruptedException {
        FakeRun run = new FakeRun(spec(3).build(), folder).heldAt(1, 30);
        attempt(new TestPolicies(seen -> FAR), new ManualTime()).run(run);

        assertThat(run.steps)
                .extracting(step -> step.getActionApplied(0) == 0)
                .as("a command from before the hold is not what the arm gets after it")
                .containsExactly(false, true, false);
    }

    @Test
    void keepOutZoneEndsTheEpisodeAsThePolicysDoing() throws InterruptedException {
        SafetyEnvelope platform = SafetyEnvelope.newBuilder()
                .addKeepOut(Box.newBuilder()
                        .setMinXM(-1)
                        .setMaxXM(1)
                        .setMinYM(-1)
                        .setMaxYM(1)
                        .setMinZM(-1)
                        .setMaxZM(1))
                .build();
        FakeRun run = rehearse(spec(3).setEnvelope(platform).build(), new TestPolicies(seen -> FAR), new ManualTime());

        assertThat(run.finished().state()).isEqualTo(EpisodeState.EPISODE_STATE_ABORTED);
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_ENVELOPE);
        assertThat(run.finished().judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_FAILURE);
        assertThat(run.steps).isEmpty();
    }

    @Test
    void resetIsMotionAndIsHeldBackByAStop() throws InterruptedException {
        FakeRun run = new FakeRun(spec(3).build(), folder).stoppedAt(0);
        attempt(new TestPolicies(seen -> FAR), new ManualTime()).run(run);

        assertThat(run.states).containsExactly("RESETTING", "FINISHED");
        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STOPPED_BY_ASKER);
        assertThat(run.finished().judgement()).isEmpty();
    }

    @Test
    void resetThatNobodyPermitsIsTheStationsFault() throws InterruptedException {
        FakeRun run = new FakeRun(spec(3).setMaxWallMs(2000).build(), folder).heldAt(0, Integer.MAX_VALUE);
        attempt(new TestPolicies(seen -> FAR), new ManualTime()).run(run);

        assertThat(run.finished().reason()).isEqualTo(EndReason.END_REASON_STATION_FAULT);
        assertThat(run.finished().detail().orElseThrow()).contains("permitted");
    }

    @Test
    void rehearsedEpisodeStartsWhereTheSimulatedOneDoes() throws InterruptedException {
        FakeRun rehearsed = rehearse(spec(2).build(), new TestPolicies(seen -> FAR), new ManualTime());
        FakeRun simulated = new FakeRun(spec(2).build(), folder);
        new EpisodeAttempt(
                        scene,
                        new TestPolicies(seen -> FAR),
                        (target, width, height) -> LiveView.NONE,
                        new ManualTime(),
                        () -> "test",
                        false,
                        SecondLook.NONE)
                .run(simulated);

        assertThat(first(rehearsed)).isEqualTo(first(simulated));
    }

    @Test
    void rehearsalSaysWhatItIsAndTakesOnlyEpisodesThatRunAtMostOnce() {
        SceneDescription description = scene.description();
        Capabilities capabilities = StationCapabilities.of(
                List.of(OfferedScene.of(description.id())), new CarriedPolicies(description).capabilities(), true);
        SpecCheck check = new SpecCheck(List.of(description), capabilities);

        assertThat(capabilities.getKind()).isEqualTo(StationKind.STATION_KIND_REHEARSAL);
        assertThat(capabilities.getOperatorRequired()).isTrue();
        assertThat(check.violations(spec(3).build())).isEmpty();
        assertThat(check.violations(
                        spec(3).setGuarantee(Guarantee.GUARANTEE_AT_LEAST_ONCE).build()))
                .singleElement()
                .asString()
                .contains("at most once");
    }

    private FakeRun rehearse(EpisodeSpec spec, PolicyShelf policies, ManualTime time) throws InterruptedException {
        FakeRun run = new FakeRun(spec, folder);
        attempt(policies, time).run(run);
        return run;
    }

    private static EpisodeAttempt attempt(PolicyShelf policies, ManualTime time) {
        return new EpisodeAttempt(
                scene,
                policies,
                (target, width, height) -> LiveView.NONE,
                time,
                () -> "test profile",
                true,
                SecondLook.NONE);
    }

    private static EpisodeSpec.Builder spec(int maxSteps) {
        return Specs.redInBlue("random", 11).setMaxSteps(maxSteps).setGuarantee(Guarantee.GUARANTEE_AT_MOST_ONCE);
    }

    private static List<Double> first(FakeRun run) {
        StepRecord step = run.steps.getFirst();
        return step.getStateList();
    }
}
