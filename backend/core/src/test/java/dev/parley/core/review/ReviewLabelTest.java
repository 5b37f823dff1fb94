package dev.parley.core.review;

import static dev.parley.core.review.ReviewResult.CANNOT_TELL;
import static dev.parley.core.review.ReviewResult.DONE;
import static dev.parley.core.review.ReviewResult.NOT_DONE;
import static dev.parley.core.review.ReviewResult.PARTLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every limit from both of its sides. */
class ReviewLabelTest {
    private static final int STEPS = 42;

    @Test
    void howFarItGotFitsToWhatWasFound() {
        taken(DONE, OptionalDouble.empty());
        taken(DONE, OptionalDouble.of(1));
        refused(DONE, OptionalDouble.of(0.99), "progress 1");
        taken(PARTLY, OptionalDouble.of(0.01));
        refused(PARTLY, OptionalDouble.of(0), "between 0 and 1");
        refused(PARTLY, OptionalDouble.of(1), "between 0 and 1");
        taken(NOT_DONE, OptionalDouble.of(0));
        taken(NOT_DONE, OptionalDouble.of(0.99));
        refused(NOT_DONE, OptionalDouble.of(1), "less than 1");
        refused(NOT_DONE, OptionalDouble.of(Double.NaN), "less than 1");
        taken(CANNOT_TELL, OptionalDouble.empty());
        refused(CANNOT_TELL, OptionalDouble.of(0.5), "leaves progress out");
    }

    @Test
    void stepsAreThoseOfTheEpisode() {
        failure(0).checked(STEPS);
        failure(41).checked(STEPS);
        refused(failure(42), "from 0 to 41");
        refused(failure(-1), "from 0 to 41");
        marked(List.of(new StepRange(3, 3), new StepRange(0, 41))).checked(STEPS);
        refused(marked(List.of(new StepRange(4, 3))), "from step 4 to step 3");
        refused(marked(List.of(new StepRange(0, 42))), "not 42");
        marked(Collections.nCopies(20, new StepRange(1, 2))).checked(STEPS);
        refused(marked(Collections.nCopies(21, new StepRange(1, 2))), "at most 20");
    }

    @Test
    void noteIsPlainTextOfAThousandCharacters() {
        noted("a".repeat(1000)).checked(STEPS);
        refused(noted("a".repeat(1001)), "1,001");
        assertThat(noted("  first\nsecond ").note()).contains("first\nsecond");
        assertThat(noted("   ").note()).isEmpty();
        refused(noted("be\u0007ll"), "control characters");
    }

    private static void taken(ReviewResult result, OptionalDouble progress) {
        label(result, progress, OptionalInt.empty(), List.of(), Optional.empty())
                .checked(STEPS);
    }

    private static void refused(ReviewResult result, OptionalDouble progress, String because) {
        refused(label(result, progress, OptionalInt.empty(), List.of(), Optional.empty()), because);
    }

    private static void refused(ReviewLabel label, String because) {
        assertThatThrownBy(() -> label.checked(STEPS)).isInstanceOfSatisfying(ParleyException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REVIEW_MALFORMED);
            assertThat(refusal.detail()).contains(because);
        });
    }

    private static ReviewLabel failure(int step) {
        return label(NOT_DONE, OptionalDouble.empty(), OptionalInt.of(step), List.of(), Optional.empty());
    }

    private static ReviewLabel marked(List<StepRange> interventions) {
        return label(DONE, OptionalDouble.empty(), OptionalInt.empty(), interventions, Optional.empty());
    }

    private static ReviewLabel noted(String note) {
        return label(DONE, OptionalDouble.empty(), OptionalInt.empty(), List.of(), Optional.of(note));
    }

    private static ReviewLabel label(
            ReviewResult result,
            OptionalDouble progress,
            OptionalInt failure,
            List<StepRange> interventions,
            Optional<String> note) {
        return new ReviewLabel(result, progress, failure, Set.of(FailureTag.DROPPED_IT), interventions, note);
    }
}
