package dev.parley.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.station.spool.StepSpool;
import dev.parley.station.v1.StepRecord;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryStreamTest {
    @TempDir
    Path folder;

    private StepSpool spool;
    private TelemetryStream stream;

    @BeforeEach
    void tenSteps() throws IOException {
        spool = StepSpool.create(folder.resolve("steps.pb"));
        stream = new TelemetryStream(EpisodeId.random(), new Fence(1), spool, () -> {});
        for (int i = 0; i < 10; i++) {
            spool.append(StepRecord.newBuilder().setStep(i).build());
        }
    }

    @Test
    void nothingIsSentTwiceWhileTheConnectionHolds() throws IOException {
        assertThat(stream.nextBatch().orElseThrow().getStepsCount()).isEqualTo(10);

        assertThat(stream.nextBatch()).isEmpty();
        stream.acknowledged(10);
        assertThat(stream.allStored()).isTrue();
    }

    @Test
    void afterACutWhatWasNotAcknowledgedGoesAgain() throws IOException {
        stream.nextBatch();
        stream.acknowledged(4);
        stream.reconnected();

        assertThat(stream.nextBatch().orElseThrow().getSteps(0).getStep()).isEqualTo(4);
    }

    @Test
    void whatThePlatformMissedGoesAgain() throws IOException {
        stream.nextBatch();
        stream.acknowledged(6);

        assertThat(stream.nextBatch().orElseThrow().getSteps(0).getStep()).isEqualTo(6);
    }

    @Test
    void latestPosterOfACameraWins() {
        stream.poster("main", new byte[] {1});
        stream.poster("main", new byte[] {2});

        assertThat(stream.nextPoster().orElseThrow().getJpeg().byteAt(0)).isEqualTo((byte) 2);
        assertThat(stream.nextPoster()).isEmpty();
    }
}
