package dev.parley.station.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.station.v1.Stop;
import dev.parley.station.v1.StopLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopLatchTest {
    @TempDir
    Path folder;

    @Test
    void latchSurvivesARestart() throws IOException {
        assertThat(open().latch(order("s1", StopLevel.STOP_LEVEL_HOLD))).isTrue();

        assertThat(open().latched()).isTrue();
        assertThat(open().state().getStopId()).isEqualTo("s1");
    }

    @Test
    void highestLevelWinsAndTheFirstIdStaysTheOneToClear() throws IOException {
        StopLatch latch = open();
        latch.latch(order("s1", StopLevel.STOP_LEVEL_HOLD));

        assertThat(latch.latch(order("s2", StopLevel.STOP_LEVEL_CONTROLLED_STOP)))
                .isTrue();
        assertThat(latch.latch(order("s3", StopLevel.STOP_LEVEL_HOLD))).isFalse();

        assertThat(latch.state().getStopId()).isEqualTo("s1");
        assertThat(latch.state().getLevel()).isEqualTo(StopLevel.STOP_LEVEL_CONTROLLED_STOP);
    }

    @Test
    void onlyTheStopThatHoldsIsCleared() throws IOException {
        StopLatch latch = open();
        latch.latch(order("s1", StopLevel.STOP_LEVEL_CONTROLLED_STOP));

        assertThat(latch.clear("s2")).isFalse();
        assertThat(latch.latched()).isTrue();
        assertThat(latch.clear("s1")).isTrue();
        assertThat(open().latched()).isFalse();
        assertThat(latch.clear("s1")).isFalse();
    }

    @Test
    void unreadableLatchStopsTheStationFromStarting() throws IOException {
        Files.write(folder.resolve("stop.pb"), new byte[] {0x0f, 0x33});

        assertThatThrownBy(this::open).hasMessageContaining("whether this station is stopped is unknown");
    }

    @Test
    void whoStoppedItAndWhySurvivesARestartAndAHigherLevel() throws IOException {
        StopLatch latch = open();
        latch.latch(order("s1", StopLevel.STOP_LEVEL_HOLD));
        latch.latch(order("s2", StopLevel.STOP_LEVEL_CONTROLLED_STOP));

        assertThat(open().state().getBy()).isEqualTo("operator of s1");
        assertThat(open().state().getReason()).isEqualTo("reason of s1");
    }

    private static Stop order(String id, StopLevel level) {
        return Stop.newBuilder()
                .setStopId(id)
                .setLevel(level)
                .setBy("operator of " + id)
                .setReason("reason of " + id)
                .build();
    }

    private StopLatch open() throws IOException {
        return StopLatch.open(folder.resolve("stop.pb"));
    }
}
