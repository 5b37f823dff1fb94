package dev.parley.core.rest.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.station.v1.StepRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsTest {
    @TempDir
    Path folder;

    @Test
    void stepsStandInTheirPlacesWhateverTheLogLeavesOutOrRepeats() throws IOException {
        List<StepRecord> steps = Signals.read(log(step(0, 1), step(2, 3), step(2, 9), step(1, 9), step(3, 4)), 10);
        assertThat(steps).hasSize(4);
        assertThat(steps).extracting(step -> step.getState(0)).containsExactly(1.0, 1.0, 3.0, 4.0);
        assertThat(steps).extracting(StepRecord::getInferUs).containsExactly(7, 0, 7, 7);
        assertThat(Signals.read(log(step(1, 5)), 10)).hasSize(2);
    }

    @Test
    void moreStepsThanTheEpisodeHasAreLeftOut() throws IOException {
        assertThat(Signals.read(log(step(0, 1), step(1, 2), step(2, 3)), 2)).hasSize(2);
        assertThat(Signals.read(log(step(-1, 1), step(Integer.MAX_VALUE, 1), step(0, 2)), 2))
                .hasSize(1);
    }

    @Test
    void moreNumbersThanAreShownAreNotKept() throws IOException {
        StepRecord wide = StepRecord.newBuilder()
                .addAllState(Collections.nCopies(1_000, 0.5))
                .addNotes("thought")
                .build();
        StepRecord kept = Signals.read(log(wide), 2).getFirst();
        assertThat(kept.getStateCount()).isEqualTo(64);
        assertThat(kept.getNotesList()).isEmpty();
    }

    @Test
    void logEndsWhereItIsNoneAndWhereARecordIsLargerThanAny() throws IOException {
        byte[] good = bytes(step(0, 1));
        assertThat(Signals.read(stored(good, new byte[] {5, 1, 2}), 9)).hasSize(1);
        assertThat(Signals.read(stored(good, new byte[] {3, -1, -1, -1}), 9)).hasSize(1);
        assertThat(Signals.read(stored(good, new byte[] {-1, -1, -1, -1, 7}), 9))
                .hasSize(1);
        assertThat(Signals.read(stored(new byte[0], new byte[0]), 9)).isEmpty();
        StepRecord large = step(1, 1).toBuilder()
                .addAllState(Collections.nCopies(StepLog.LARGEST_RECORD_BYTES / 8, 0.5))
                .build();
        assertThat(Signals.read(log(step(0, 1), large, step(2, 1)), 9)).hasSize(1);
    }

    private static StepRecord step(int number, double state) {
        return StepRecord.newBuilder()
                .setStep(number)
                .addState(state)
                .setInferUs(7)
                .build();
    }

    private StoredArtifact log(StepRecord... steps) throws IOException {
        return stored(bytes(steps), new byte[0]);
    }

    private static byte[] bytes(StepRecord... steps) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (StepRecord step : steps) {
            step.writeDelimitedTo(bytes);
        }
        return bytes.toByteArray();
    }

    private StoredArtifact stored(byte[] first, byte[] then) throws IOException {
        Path file = Files.createTempFile(folder, "steps", ".pb");
        Files.write(file, first);
        Files.write(file, then, StandardOpenOption.APPEND);
        return new StoredArtifact.InFile(file, Files.size(file));
    }
}
