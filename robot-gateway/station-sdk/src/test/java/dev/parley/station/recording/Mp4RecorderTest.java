package dev.parley.station.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4RecorderTest {

    private static final VideoFormat SMALL = new VideoFormat(160, 120, 20);

    @TempDir
    Path folder;

    @Test
    void everyPictureComesBackInOrderAtItsExactTime() {
        Path file = folder.resolve("main.mp4");
        Recording recording = record(file, SMALL, 437);

        DecodedVideo video = DecodedVideo.read(file);

        assertThat(recording).isEqualTo(new Recording(file, 437, SMALL));
        assertThat(video.pictures()).extracting(DecodedVideo.Picture::marker).isEqualTo(range(437));
        for (int frame = 0; frame < 437; frame++) {
            assertThat(video.pictures().get(frame).atS()).isEqualTo(frame / 20.0, within(1e-9));
        }
        assertThat(video.durationS()).isEqualTo(437 / 20.0, within(1e-6));
    }

    @Test
    void onePictureIsAVideoToo() {
        Path file = folder.resolve("main.mp4");
        record(file, SMALL, 1);
        assertThat(DecodedVideo.read(file).pictures()).hasSize(1);
    }

    @Test
    void samePicturesGiveTheSameFile() throws IOException {
        record(folder.resolve("a.mp4"), SMALL, 60);
        record(folder.resolve("b.mp4"), SMALL, 60);
        assertThat(folder.resolve("a.mp4")).hasSameBinaryContentAs(folder.resolve("b.mp4"));
    }

    @Test
    void indexStandsInFrontSoThatABrowserPlaysAfterTheFirstBytes() throws IOException {
        Path file = folder.resolve("main.mp4");
        record(file, SMALL, 40);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void nothingBearsTheFinalNameBeforeTheRecordingIsWhole() throws IOException {
        Path file = folder.resolve("main.mp4");
        try (Mp4Recorder recorder = Mp4Recorder.open(file, SMALL)) {
            recorder.add(MarkedPicture.of(0, 160, 120));
            assertThat(file).doesNotExist();
            assertThat(folder.resolve("main.mp4.part")).exists();
        }
        assertThat(contents()).isEmpty();
    }

    @Test
    void leftoverOfACrashIsOverwritten() throws IOException {
        Files.writeString(folder.resolve("main.mp4.part"), "half a file of a process that was killed");
        record(folder.resolve("main.mp4"), SMALL, 5);
        assertThat(contents()).containsExactly("main.mp4");
        assertThat(DecodedVideo.read(folder.resolve("main.mp4")).pictures()).hasSize(5);
    }

    @Test
    void fullDiskSaysSoAndLeavesNothing() throws IOException {
        Path file = folder.resolve("main.mp4");
        Files.createSymbolicLink(folder.resolve("main.mp4.part"), Path.of("/dev/full"));
        assertThatThrownBy(() -> record(file, SMALL, 400))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("main.mp4")
                .hasMessageContaining("No space left on device");
        assertThat(contents()).isEmpty();
    }

    @Test
    void missingFolderIsNamed() {
        assertThatThrownBy(() -> Mp4Recorder.open(folder.resolve("nowhere/main.mp4"), SMALL))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("nowhere/main.mp4")
                .hasMessageContaining("No such file");
    }

    @Test
    void pictureOfAnotherSizeIsRefused() {
        try (Mp4Recorder recorder = Mp4Recorder.open(folder.resolve("main.mp4"), SMALL)) {
            assertThatThrownBy(() -> recorder.add(new int[12]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("19200 pixels");
        }
    }

    @Test
    void emptyRecordingIsRefused() {
        try (Mp4Recorder recorder = Mp4Recorder.open(folder.resolve("main.mp4"), SMALL)) {
            assertThatThrownBy(recorder::finish)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("at least one picture");
        }
    }

    @Test
    void nativesAreTheLgplBuild() {
        FfmpegLibrary.load();
        assertThat(FfmpegLibrary.configuration()).doesNotContain("--enable-gpl").doesNotContain("--enable-nonfree");
    }

    private static Recording record(Path file, VideoFormat format, int frames) {
        try (Mp4Recorder recorder = Mp4Recorder.open(file, format)) {
            for (int frame = 0; frame < frames; frame++) {
                assertThat(recorder.add(MarkedPicture.of(frame, format.widthPx(), format.heightPx())))
                        .isEqualTo(frame);
            }
            return recorder.finish();
        }
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
