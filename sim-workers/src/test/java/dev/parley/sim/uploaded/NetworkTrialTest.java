package dev.parley.sim.uploaded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.policy.onnx.TinyNetwork;
import dev.parley.sim.uploaded.NetworkTrial.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTrialTest {
    @TempDir
    Path data;

    private FilesOfAPlatform platform;
    private NetworkTrial trial;

    @BeforeEach
    void start() throws Exception {
        platform = new FilesOfAPlatform();
        trial = new NetworkTrial(new PlatformFiles(
                platform.origin(), FilesOfAPlatform.KEY, data, PlatformFiles.MOST_BYTES, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void networkThatAnswersWithActionsPasses() {
        assertThat(trial.run(platform.holding(TinyNetwork.firstFive()).build())).isEqualTo(new Verdict.Passed());
    }

    @Test
    void networkThatAnswersWithAnythingElseFailsWithASentence() {
        assertThat(trial.run(platform.holding(TinyNetwork.always(Float.POSITIVE_INFINITY, 1, 5))
                        .build()))
                .isEqualTo(new Verdict.Failed("The network gave an action that is not finite: Infinity"));
        assertThat(trial.run(platform.holding(TinyNetwork.endless())
                        .setInferTimeoutMs(400)
                        .build()))
                .isEqualTo(new Verdict.Failed("The network failed. It gave no answer within 400 ms"));
        assertThat(trial.run(platform.holding(TinyNetwork.wide(3)).build())).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void fileThatCannotBeHadIsNotTried() {
        assertThat(trial.run(platform.holding(TinyNetwork.firstFive())
                        .setPath("/gone")
                        .build()))
                .isInstanceOf(Verdict.NotTried.class);
    }
}
