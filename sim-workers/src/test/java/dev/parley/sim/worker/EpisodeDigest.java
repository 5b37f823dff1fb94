package dev.parley.sim.worker;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.v1.StepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Runs short episodes and prints what came out of them: everything but the times. */
final class EpisodeDigest {

    private EpisodeDigest() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                CarriedPolicies policies = new CarriedPolicies(SceneDescription.load("blocks-and-bowls"))) {
            for (var policy : policies.capabilities()) {
                Path folder = Files.createTempDirectory("episode");
                FakeRun run = new FakeRun(
                        Specs.redInBlue(policy.getName(), 77).setMaxSteps(12).build(), folder);
                LiveViews none = (target, width, height) -> LiveView.NONE;
                new EpisodeAttempt(scene, policies, none, new ManualTime(), () -> "test", false, SecondLook.NONE)
                        .run(run);
                for (StepRecord step : run.steps) {
                    digest.update(step.toBuilder()
                            .clearMonoNs()
                            .clearInferUs()
                            .build()
                            .toByteArray());
                }
                digest.update(Files.readAllBytes(folder.resolve("main.mp4")));
                System.out.println(policy.getName() + " " + run.steps.size() + " "
                        + HexFormat.of().formatHex(digest.digest()));
            }
        }
    }
}
