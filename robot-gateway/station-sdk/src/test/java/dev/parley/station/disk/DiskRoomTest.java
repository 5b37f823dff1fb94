package dev.parley.station.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.station.journal.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
    @TempDir
    Path folder;

    @Test
    void reserveIsGivenUpForASecondAttemptAndTakenAgain() throws IOException {
        DiskRoom room = new DiskRoom(folder, new DiskNeeds(1, 1));
        room.refill();
        List<Boolean> reserved = new ArrayList<>();

        room.keep(() -> {
            reserved.add(Files.exists(folder.resolve("reserve.bin")));
            if (reserved.size() == 1) {
                throw new IOException("No space left on device");
            }
        });

        assertThat(reserved).containsExactly(true, false);
        room.refill();
        assertThat(folder.resolve("reserve.bin")).hasSize(1);
    }

    @Test
    void reallyFullDeviceIsToldWhenThereIsNoReserve() throws IOException {
        Files.createSymbolicLink(folder.resolve("report.pb.new"), Path.of("/dev/full"));
        DiskRoom room = new DiskRoom(folder, new DiskNeeds(1, 1));

        assertThatThrownBy(() -> room.keep(() -> DurableFile.write(folder.resolve("report.pb"), new byte[10])))
                .hasMessageContaining("No space left on device");

        assertThat(folder).as("what is half written is not left behind").isEmptyDirectory();
    }

    @Test
    void reserveMakesTheWriteSucceedThatAFullDeviceRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("report.pb.new"), Path.of("/dev/full"));
        DiskRoom room = new DiskRoom(folder, new DiskNeeds(1, 1));
        room.refill();

        room.keep(() -> DurableFile.write(folder.resolve("report.pb"), new byte[10]));

        assertThat(folder.resolve("report.pb")).hasSize(10);
    }

    @Test
    void shortageSaysHowMuchIsThereAndHowMuchIsNeeded() {
        assertThat(new DiskRoom(folder, new DiskNeeds(1, 0)).shortage()).isEmpty();
        assertThat(new DiskRoom(folder, new DiskNeeds(Long.MAX_VALUE, 0))
                        .shortage()
                        .orElseThrow())
                .contains("disk is full")
                .contains("by itself");
    }

    @Test
    void reserveAboveWhatMustBeFreeIsRefused() {
        assertThatThrownBy(() -> new DiskNeeds(1, 2)).hasMessageContaining("reserve");
    }
}
