package dev.parley.sim.uploaded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.policy.onnx.TinyNetwork;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.UploadedPolicy;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialDeskTest {
    private static final String PATH = "/station/v1/uploaded-policies/";

    @TempDir
    Path data;

    private static PolicyReference reference(String digest, UploadedPolicy policy) {
        return PolicyReference.newBuilder()
                .setName("theirs")
                .setDigest(digest)
                .setUploaded(policy)
                .build();
    }

    @Test
    void triesWhatThePlatformWantsTriedAndSaysHowItWent() throws Exception {
        try (FilesOfAPlatform platform = new FilesOfAPlatform()) {
            TrialDesk desk = new TrialDesk(
                    platform.origin(),
                    FilesOfAPlatform.KEY,
                    new NetworkTrial(new PlatformFiles(
                            platform.origin(),
                            FilesOfAPlatform.KEY,
                            data,
                            PlatformFiles.MOST_BYTES,
                            Clock.systemUTC())));
            assertThat(desk.once()).isFalse();

            platform.trials.add(
                    reference("aa", platform.holding(TinyNetwork.firstFive()).build()));
            platform.trials.add(
                    reference("bb", platform.holding(TinyNetwork.wide(4)).build()));
            platform.trials.add(reference(
                    "cc", platform.holding(TinyNetwork.wide(5)).setPath("/gone").build()));
            assertThat(desk.once()).isTrue();
            assertThat(desk.once()).isTrue();
            assertThat(desk.once()).isTrue();
            assertThat(desk.once()).isFalse();

            assertThat(platform.told).hasSize(3);
            assertThat(platform.told.get(0)).startsWith(PATH + "aa/trial ").contains("\"PASSED\"");
            assertThat(platform.told.get(1))
                    .startsWith(PATH + "bb/trial ")
                    .contains("\"FAILED\"", "4 numbers, which are no actions of 5 each");
            assertThat(platform.told.get(2)).startsWith(PATH + "cc/trial ").contains("\"NOT_TRIED\"");
            assertThat(platform.asked).allMatch(line -> line.endsWith(" Bearer " + FilesOfAPlatform.KEY));
        }
    }
}
