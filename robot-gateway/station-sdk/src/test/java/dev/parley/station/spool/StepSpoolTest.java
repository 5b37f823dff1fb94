package dev.parley.station.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.station.v1.StepRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSpoolTest {
    @TempDir
    Path folder;

    @Test
    void readerGetsWholeStepsInPiecesFromAnywhere() throws IOException {
        try (StepSpool spool = StepSpool.create(folder.resolve("steps.pb"))) {
            for (int i = 0; i < 1000; i++) {
                spool.append(step(i));
            }

            List<Integer> read = new ArrayList<>();
            while (read.size() < 1000) {
                byte[] piece = spool.read(read.size(), 500).orElseThrow();
                assertThat(piece.length).isLessThanOrEqualTo(500);
                read.addAll(steps(new ByteArrayInputStream(piece)));
            }

            assertThat(read).hasSize(1000).isSorted();
            assertThat(spool.read(1000, 500)).isEmpty();
            assertThat(steps(new ByteArrayInputStream(spool.read(998, 1).orElseThrow())))
                    .containsExactly(998);
        }
        try (InputStream file = Files.newInputStream(folder.resolve("steps.pb"))) {
            assertThat(steps(file)).hasSize(1000);
        }
    }

    @Test
    void stepOutOfOrderIsRefused() throws IOException {
        try (StepSpool spool = StepSpool.create(folder.resolve("steps.pb"))) {
            spool.append(step(0));

            assertThatThrownBy(() -> spool.append(step(2))).hasMessageContaining("expected step 1");
        }
    }

    @Test
    void whatAKilledProcessWroteOfItsLastStepIsCutOff() throws IOException {
        Path log = folder.resolve("steps.pb");
        try (StepSpool spool = StepSpool.create(log)) {
            for (int i = 0; i < 3; i++) {
                spool.append(step(i));
            }
        }
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, java.util.Arrays.copyOf(whole, whole.length - 1));

        assertThat(StepSpool.keepWholeSteps(log)).isEqualTo(2);

        try (InputStream file = Files.newInputStream(log)) {
            assertThat(steps(file)).containsExactly(0, 1);
        }
        assertThat(StepSpool.keepWholeSteps(log)).isEqualTo(2);
    }

    private static StepRecord step(int number) {
        return StepRecord.newBuilder().setStep(number).addState(number).build();
    }

    private static List<Integer> steps(InputStream in) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (StepRecord step = StepRecord.parseDelimitedFrom(in);
                step != null;
                step = StepRecord.parseDelimitedFrom(in)) {
            numbers.add(step.getStep());
        }
        return numbers;
    }
}
