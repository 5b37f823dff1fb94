package dev.parley.station.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialRecordingTest {
    private static final VideoFormat SMALL = new VideoFormat(160, 120, 20);

    @TempDir
    Path folder;

    @Test
    void killedRecordingKeepsItsWholeSecondsAndTheirTimes() throws IOException {
        Path killed = whatAKillLeavesAfter(97);

        assertThat(PartialRecording.keepWholePieces(killed)).isTrue();

        DecodedVideo video = DecodedVideo.read(killed);
        assertThat(video.pictures())
                .extracting(DecodedVideo.Picture::marker)
                .isEqualTo(IntStream.range(0, 80).boxed().toList());
        assertThat(video.pictures().getLast().atS()).isEqualTo(79 / 20.0, within(1e-9));
    }

    @Test
    void tornPieceIsCutOff() throws IOException {
        Path killed = whatAKillLeavesAfter(97);
        byte[] bytes = Files.readAllBytes(killed);
        Files.write(killed, java.util.Arrays.copyOf(bytes, bytes.length - 1000));

        assertThat(PartialRecording.keepWholePieces(killed)).isTrue();

        assertThat(DecodedVideo.read(killed).pictures()).hasSize(60);
        assertThat(PartialRecording.keepWholePieces(killed))
                .as("mending twice is the same")
                .isTrue();
    }

    @Test
    void lessThanASecondIsNoVideo() throws IOException {
        assertThat(PartialRecording.keepWholePieces(whatAKillLeavesAfter(10))).isFalse();
        assertThat(PartialRecording.keepWholePieces(folder.resolve("never-begun")))
                .isFalse();
        Path garbage = Files.writeString(folder.resolve("garbage"), "not a video", StandardOpenOption.CREATE_NEW);
        assertThat(PartialRecording.keepWholePieces(garbage)).isFalse();
    }

    @Test
    void recordingThatCameToItsEndLeavesNoPieces() {
        Path target = folder.resolve("main.mp4");
        try (Mp4Recorder recorder = Mp4Recorder.open(target, SMALL)) {
            recorder.add(MarkedPicture.of(0, 160, 120));
            assertThat(PartialRecording.besides(target)).exists();
            recorder.finish();
        }
        assertThat(PartialRecording.besides(target)).doesNotExist();
    }

    /** The bytes that are with the operating system in mid-recording, which is what survives {@code kill -9}. */
    private Path whatAKillLeavesAfter(int pictures) throws IOException {
        Path target = folder.resolve("main.mp4");
        Path copy = folder.resolve("killed.mp4");
        try (Mp4Recorder recorder = Mp4Recorder.open(target, SMALL)) {
            for (int frame = 0; frame < pictures; frame++) {
                recorder.add(MarkedPicture.of(frame, 160, 120));
            }
            return Files.copy(PartialRecording.besides(target), copy);
        }
    }
}
