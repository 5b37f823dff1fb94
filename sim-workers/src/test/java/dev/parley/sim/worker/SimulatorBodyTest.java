package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorBodyTest {

    private static final RenderRequest PREVIEW = RenderRequest.newBuilder()
            .setSceneId("blocks-and-bowls")
            .setSeed(3)
            .setWidthPx(160)
            .setHeightPx(120)
            .build();

    @TempDir
    Path folder;

    @Test
    void picturesAreDrawnBesideARunningEpisodeFromASceneOfTheirOwn() throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestPolicies policies = new TestPolicies(seen -> {
            acting.countDown();
            await(goOn);
            return new Action(0, 0, 0, 0, 1);
        });
        FakeRun run = new FakeRun(Specs.redInBlue("random", 1).setMaxSteps(1).build(), folder);
        try (SimulatorBody body = body(policies, "blocks-and-bowls");
                ExecutorService slot = Executors.newSingleThreadExecutor()) {
            byte[] before = body.render(PREVIEW);
            Future<?> episode = slot.submit(() -> {
                body.run(run);
                return null;
            });
            assertThat(acting.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(body.render(PREVIEW)).isEqualTo(before);
            goOn.countDown();
            episode.get(20, TimeUnit.SECONDS);
            assertThat(body.render(PREVIEW)).isEqualTo(before);
        }
    }

    @Test
    void episodesInDifferentScenesFollowEachOtherAndLeaveNoTraceInOneAnother() throws Exception {
        SceneDescription blocks = SceneDescription.load("blocks-and-bowls");
        SceneDescription room = SceneDescription.load("room");
        EpisodeSpec move = Specs.redInBlue("random", 5).setMaxSteps(3).build();
        EpisodeSpec drive = Specs.redInBlue("room-random", 5)
                .setSceneId("room")
                .setInstruction("go to the red sofa")
                .setTaskId("go-to-sofa")
                .setMaxSteps(3)
                .build();
        try (CarriedPolicies policies = new CarriedPolicies(blocks, room);
                SimulatorBody body = body(policies, "blocks-and-bowls", "room")) {
            FakeRun first = run(body, move, "first");
            FakeRun second = run(body, drive, "second");
            FakeRun third = run(body, move, "third");

            assertThat(second.steps).hasSize(3).allMatch(step -> step.getActionCommandedCount() == 2);
            assertThat(third.steps).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(third.steps.get(i).getStateList())
                        .isEqualTo(first.steps.get(i).getStateList());
                assertThat(third.steps.get(i).getActionAppliedList())
                        .isEqualTo(first.steps.get(i).getActionAppliedList());
            }
            assertThatThrownBy(() -> body.render(
                            PREVIEW.toBuilder().setSceneId("kitchen").build()))
                    .hasMessage("This station has blocks-and-bowls, room, not kitchen");
        }
    }

    @Test
    void truthIsLentForOneEpisodeAlone() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            scene.reset(1, Conditions.FREE);
            BorrowedTruth truth = new BorrowedTruth(scene);
            assertThat(truth.get()).isNotNull();

            truth.close();

            assertThatThrownBy(truth::get).hasMessageContaining("The episode is over");
        }
    }

    private FakeRun run(SimulatorBody body, EpisodeSpec spec, String name) throws Exception {
        assertThat(body.violations(spec)).isEmpty();
        FakeRun run = new FakeRun(spec, Files.createDirectory(folder.resolve(name)));
        body.run(run);
        return run;
    }

    private static SimulatorBody body(PolicyShelf policies, String... scenes) {
        return new SimulatorBody(
                OfferedScene.all(List.of(scenes)),
                policies,
                (target, width, height) -> LiveView.NONE,
                new ManualTime(),
                () -> "test",
                false,
                SecondLook.NONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
