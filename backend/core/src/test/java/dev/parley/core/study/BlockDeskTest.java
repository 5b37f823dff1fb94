package dev.parley.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.study.BlockRows.Label;
import dev.parley.core.study.StudyEpisode.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockDeskTest {
    private static final StudyBlock OPEN = new StudyBlock(0, 0, 1, true, 1, StudyBlock.State.OPEN, false, false);

    private static Label label(int item, State state, String result) {
        return new Label(item, state, Optional.ofNullable(result.isEmpty() ? null : result));
    }

    private static StudyBlock labelled(Label... labels) {
        return BlockDesk.labelled(List.of(OPEN), List.of(labels)).getFirst();
    }

    @Test
    void blockIsJudgedOnceBothAre() {
        // The other runs first: item 0 is its.
        StudyBlock judged = labelled(label(0, State.DONE, "SUCCESS"), label(1, State.DONE, "PARTIAL"));
        assertThat(judged.state()).isEqualTo(StudyBlock.State.JUDGED);
        assertThat(judged.otherDone()).isTrue();
        assertThat(judged.oneDone()).isFalse();
    }

    @Test
    void blockWaitsForALabel() {
        assertThat(labelled(label(0, State.DONE, "SUCCESS"), label(1, State.RUNNING, "")))
                .isEqualTo(OPEN);
        // A researcher has not looked yet.
        assertThat(labelled(label(0, State.DONE, "SUCCESS"), label(1, State.DONE, "")))
                .isEqualTo(OPEN);
    }

    @Test
    void oneLostEpisodeVoidsTheBlockWhateverCameOfTheOther() {
        for (String result : List.of("SUCCESS", "FAILURE", "")) {
            assertThat(labelled(label(0, State.DONE, result), label(1, State.LOST, "FAILURE"))
                            .state())
                    .isEqualTo(StudyBlock.State.VOID);
        }
        assertThat(labelled(label(0, State.LOST, ""), label(1, State.WAITING, ""))
                        .state())
                .isEqualTo(StudyBlock.State.VOID);
        // Whoever reviewed it could not tell.
        assertThat(labelled(label(0, State.DONE, "NOT_SCORED"), label(1, State.DONE, "SUCCESS"))
                        .state())
                .isEqualTo(StudyBlock.State.VOID);
    }
}
