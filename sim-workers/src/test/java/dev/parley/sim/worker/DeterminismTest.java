package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {

    @TempDir
    Path folder;

    @Test
    void sameSeedGivesTheSameStepsAndTheSameVideoInAnotherProcess() throws IOException, InterruptedException {
        Process first = ChildJvm.start(EpisodeDigest.class, folder.resolve("first.log"));
        Process second = ChildJvm.start(EpisodeDigest.class, folder.resolve("second.log"));
        String digests = output(first);
        assertThat(digests).contains("scripted-expert 25 ", "random 25 ").isEqualTo(output(second));
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return text;
    }
}
