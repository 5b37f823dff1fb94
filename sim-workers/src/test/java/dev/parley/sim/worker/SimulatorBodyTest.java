package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.RenderRequest;
import java.nio.file.Path;
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
    void previewsAreDrawnWhileIdleAndRefusedWhileAnEpisodeRuns() throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestPolicies policies = new TestPolicies(seen -> {
            acting.countDown();
            await(goOn);
            return new Action(0, 0, 0, 0, 1);
        });
        FakeRun run = new FakeRun(Specs.redInBlue("random", 1).setMaxSteps(1).build(), folder);
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                ExecutorService slot = Executors.newSingleThreadExecutor()) {
            SimulatorBody body = new SimulatorBody(
                    scene,
                    policies,
                    (target, width, height) -> LiveView.NONE,
                    new ManualTime(),
                    () -> "test",
                    false,
                    SecondLook.NONE);
            byte[] before = body.render(PREVIEW);
            Future<?> episode = slot.submit(() -> {
                body.run(run);
                return null;
            });
            assertThat(acting.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> body.render(PREVIEW)).hasMessageContaining("running an episode");
            goOn.countDown();
            episode.get(20, TimeUnit.SECONDS);
            assertThat(body.render(PREVIEW)).isEqualTo(before);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
