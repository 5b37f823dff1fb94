package dev.parley.ui.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.StudyId;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyProgress;
import dev.parley.core.study.StudyProgress.Counts;
import dev.parley.core.study.StudyState;
import dev.parley.ui.bridge.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyLookTest {
    private static final Names.Known NAMES = new Names.Known(Map.of("bench", "Bench"), Map.of("arm", "Arm"), List.of());

    @Test
    void taskHasItsNamesItsCountsAndItsInterval() {
        StudyLook look = look(StudyState.RUNNING, new Counts(4, 1, 3, 2, 2));

        assertThat(look.sentence()).isEqualTo("5 of 10 episodes have ended, 1 running, 4 waiting.");
        assertThat(look.rows()).singleElement().satisfies(row -> {
            assertThat(row.policy()).startsWith("Arm ");
            assertThat(row.scene()).isEqualTo("Bench");
            assertThat(row.task()).isEqualTo("the cube is lifted");
            assertThat(row.rate()).isEqualTo("66.7 % (20.8 to 93.9) of 3");
        });
        assertThat(look.all().rate()).isEqualTo("66.7 % (20.8 to 93.9) of 3");
    }

    @Test
    void studyThatHasJustBegunHasNoRateAndOneThatEndedSaysHow() {
        assertThat(look(StudyState.RUNNING, new Counts(2, 0, 0, 0, 0)).all().rate())
                .isEqualTo("none yet");
        assertThat(look(StudyState.COMPLETED, new Counts(0, 0, 2, 0, 0)).sentence())
                .contains("complete");
        assertThat(look(StudyState.WITHDRAWN, new Counts(0, 0, 1, 1, 0)).sentence())
                .contains("withdrew the rest");
    }

    private static StudyLook look(StudyState state, Counts counts) {
        StudyData study = new StudyData(
                StudyId.random(), "ada", "blocks", counts.items(), state, Instant.EPOCH, Optional.empty());
        return StudyLook.of(
                study,
                new StudyProgress(
                        counts,
                        List.of(new StudyProgress.OfTask(
                                "arm", "ab".repeat(32), "bench", "lift", "the cube is lifted", counts))),
                NAMES,
                List.of());
    }
}
