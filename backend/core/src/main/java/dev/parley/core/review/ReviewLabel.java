package dev.parley.core.review;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a rater says of an episode, tidy or refused.
 *
 * @param progress 0 to 1: how far it got
 * @param firstFailure the step at which it first went wrong
 * @param interventions when a person or a safety layer moved the robot
 * @param note plain text for whoever reads the reviews
 */
public record ReviewLabel(
        ReviewResult result,
        OptionalDouble progress,
        OptionalInt firstFailure,
        Set<FailureTag> tags,
        List<StepRange> interventions,
        Optional<String> note) {
    public static final int LONGEST_NOTE = 1_000;
    public static final int MOST_INTERVENTIONS = 20;

    public ReviewLabel {
        tags = tags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(tags));
        interventions = List.copyOf(interventions);
        note = note.map(text -> Normalizer.normalize(text.strip(), Normalizer.Form.NFC))
                .filter(text -> !text.isEmpty());
    }

    /**
     * The same, for an episode of so many steps.
     *
     * @throws ParleyException REVIEW_MALFORMED, saying what was wrong and what would be right
     */
    ReviewLabel checked(int steps) {
        progress.ifPresent(this::checkProgress);
        firstFailure.ifPresent(step -> checkStep("firstFailureStep", step, steps));
        if (interventions.size() > MOST_INTERVENTIONS) {
            throw malformed("A review marks at most %d interventions; these are %d."
                    .formatted(MOST_INTERVENTIONS, interventions.size()));
        }
        for (StepRange range : interventions) {
            checkStep("from of an intervention", range.from(), steps);
            checkStep("to of an intervention", range.to(), steps);
            if (range.to() < range.from()) {
                throw malformed("An intervention ends where it begins or later; one goes from step %d to step %d."
                        .formatted(range.from(), range.to()));
            }
        }
        note.ifPresent(ReviewLabel::checkNote);
        return this;
    }

    private void checkProgress(double far) {
        boolean fits = switch (result) {
            case DONE -> far == 1;
            case PARTLY -> far > 0 && far < 1;
            case NOT_DONE -> far >= 0 && far < 1;
            case CANNOT_TELL -> false;
        };
        if (!fits) {
            throw malformed(
                    switch (result) {
                        case DONE -> "What is done has progress 1, or none is said; not %s.".formatted(far);
                        case PARTLY -> "What is partly done has a progress between 0 and 1; not %s.".formatted(far);
                        case NOT_DONE ->
                            "What is not done has a progress from 0 to less than 1; not %s.".formatted(far);
                        case CANNOT_TELL -> "Whoever cannot tell leaves progress out.";
                    });
        }
    }

    private static void checkStep(String what, int step, int steps) {
        if (step < 0 || step >= steps) {
            throw malformed("%s is a step from 0 to %d; not %d.".formatted(what, Math.max(0, steps - 1), step));
        }
    }

    private static void checkNote(String text) {
        if (text.length() > LONGEST_NOTE) {
            throw malformed(
                    "The note has %,d characters; at most %,d are taken.".formatted(text.length(), LONGEST_NOTE));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
            throw malformed("The note contains control characters; send plain text.");
        }
    }

    private static ParleyException malformed(String detail) {
        return new ParleyException(ErrorCode.REVIEW_MALFORMED, detail);
    }
}
