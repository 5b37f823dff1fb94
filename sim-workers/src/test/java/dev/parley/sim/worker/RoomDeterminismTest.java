package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomDeterminismTest {

    @TempDir
    Path folder;

    @Test
    void sameSeedAndPictureGiveTheSameDriveInAnotherProcess() throws IOException, InterruptedException {
        Process first = ChildJvm.start(RoomDigest.class, folder.resolve("first.log"));
        Process second = ChildJvm.start(RoomDigest.class, folder.resolve("second.log"));
        String drive = output(first, "first.log");

        assertThat(drive).contains("fingerprint=").isEqualTo(output(second, "second.log"));
    }

    private String output(Process process, String log) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s and in %s: %s", text, log, Files.readString(folder.resolve(log)))
                .isZero();
        return text;
    }
}
