package dev.parley.core.dataset.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedVideoTest {
    @TempDir
    Path folder;

    @Test
    void everyFrameOfEveryEpisodeDecodesToTheVeryPictureOfItsRecording() throws IOException {
        JoinedVideo film = new JoinedVideo();
        List<Long> wanted = new ArrayList<>();
        char[] letters = {'a', 'b', 'c', 'a'};
        int[] lengths = {20, 25, 1, 13};
        for (int i = 0; i < letters.length; i++) {
            byte[] recording = TestRecordings.bytes(letters[i]);
            film.add(part(recording, lengths[i]));
            wanted.addAll(decoded(recording).pixels().subList(0, lengths[i]));
        }

        DecodedFilm joined = decoded(written(film));

        assertThat(joined.streams()).isEqualTo(1);
        assertThat(joined.pixels()).isEqualTo(wanted);
        for (int frame = 0; frame < wanted.size(); frame++) {
            assertThat(joined.pictures().get(frame).atS()).isEqualTo(frame / 20.0, within(1e-9));
        }
        assertThat(new HashSet<>(wanted))
                .as("the pictures differ, or this test could not fail")
                .hasSizeGreaterThan(30);
    }

    @Test
    void recordingAloneKeepsItsSamples() throws IOException {
        byte[] recording = TestRecordings.bytes('b');
        JoinedVideo film = new JoinedVideo();
        film.add(part(recording, TestRecordings.PICTURES));
        byte[] written = written(film);
        Mp4Track before = Mp4Index.read(TestRecordings.in(recording));
        Mp4Track after = Mp4Index.read(TestRecordings.in(written));
        assertThat(after.fps()).isEqualTo(20);
        assertThat(after.widthPx()).isEqualTo(before.widthPx()).isPositive();
        assertThat(after.heightPx()).isEqualTo(before.heightPx()).isPositive();
        assertThat(after.codec()).isEqualTo("h264");
        assertThat(after.keys()).isEqualTo(before.keys());
        for (int i = 0; i < TestRecordings.PICTURES; i++) {
            assertThat(sample(written, after, i)).isEqualTo(sample(recording, before, i));
        }
    }

    @Test
    void anotherCodingNeedsAnotherFile() throws IOException {
        byte[] recording = TestRecordings.bytes('a');
        JoinedVideo film = new JoinedVideo();
        film.add(part(recording, 5));
        JoinedVideo.Part other = part(TestRecordings.codedOtherwise(recording), 5);
        assertThat(film.takes(other.track())).isFalse();
        assertThatThrownBy(() -> film.add(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoWholeRecordingIsRefusedInPlainWords() {
        byte[] recording = TestRecordings.bytes('a');
        refused(Arrays.copyOf(recording, recording.length - 1), "it is not whole");
        refused(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "it is not whole");
        refused(Arrays.copyOf(recording, 32), "it has no index");
        byte[] edited = recording.clone();
        int list = find(edited, "elst");
        edited[list + 4 + 4 + 4 + 4 + 3] = 7;
        refused(edited, "it shows its pictures at other times than they are stored for");
        byte[] broken = recording.clone();
        int sizes = find(broken, "stsz");
        broken[sizes + 4 + 4 + 4] = 0x7F;
        refused(broken, "pictures");
    }

    private static void refused(byte[] recording, String why) {
        assertThatThrownBy(() -> Mp4Index.read(TestRecordings.in(recording)))
                .isInstanceOf(UnfitRecording.class)
                .hasMessageContaining(why);
    }

    private static int find(byte[] bytes, String letters) {
        for (int i = 0; i + 4 < bytes.length; i++) {
            if (new String(bytes, i, 4, StandardCharsets.ISO_8859_1).equals(letters)) {
                return i;
            }
        }
        throw new IllegalStateException(letters);
    }

    private static byte[] sample(byte[] file, Mp4Track track, int frame) {
        int from = (int) track.offsets()[frame];
        return Arrays.copyOfRange(file, from, from + track.sizes()[frame]);
    }

    private static JoinedVideo.Part part(byte[] recording, int frames) throws IOException {
        Bytes bytes = TestRecordings.in(recording);
        return new JoinedVideo.Part(bytes, Mp4Index.read(bytes), frames);
    }

    private static byte[] written(JoinedVideo film) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        film.write(output);
        return output.toByteArray();
    }

    private DecodedFilm decoded(byte[] film) throws IOException {
        Path file = Files.createTempFile(folder, "film", ".mp4");
        Files.write(file, film);
        return DecodedFilm.read(file);
    }
}
