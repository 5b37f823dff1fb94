package dev.parley.ui.review;

import dev.parley.core.review.FailureTag;
import dev.parley.core.review.ReviewLabel;
import dev.parley.core.review.ReviewResult;
import java.util.Arrays;
import java.util.List;

/** What a reviewer is asked, in words and with keys; the same for every clip. */
public final class ReviewLook {
    private static final List<ReviewResult> ORDER =
            List.of(ReviewResult.DONE, ReviewResult.PARTLY, ReviewResult.NOT_DONE, ReviewResult.CANNOT_TELL);

    private ReviewLook() {}

    static final ReviewLook DESK = new ReviewLook();

    /**
     * One thing to choose.
     *
     * @param value as REST takes it
     * @param key that chooses it
     */
    public record Choice(String value, String words, String key) {}

    public List<Choice> results() {
        return ORDER.stream()
                .map(result -> new Choice(result.word(), words(result), String.valueOf(ORDER.indexOf(result) + 1)))
                .toList();
    }

    public List<Choice> tags() {
        return Arrays.stream(FailureTag.values())
                .map(tag -> new Choice(tag.word(), words(tag), key(tag)))
                .toList();
    }

    public int longestNote() {
        return ReviewLabel.LONGEST_NOTE;
    }

    public int mostInterventions() {
        return ReviewLabel.MOST_INTERVENTIONS;
    }

    static String words(ReviewResult result) {
        return switch (result) {
            case DONE -> "Done";
            case PARTLY -> "Partly";
            case NOT_DONE -> "Not done";
            case CANNOT_TELL -> "Can’t tell";
        };
    }

    static String words(FailureTag tag) {
        return switch (tag) {
            case TOUCHED_SOMETHING_ELSE -> "Touched something else";
            case WRONG_OBJECT -> "Wrong object";
            case DROPPED_IT -> "Dropped it";
            case STOPPED_EARLY -> "Stopped early";
            case UNSAFE_CONTACT -> "Unsafe contact";
        };
    }

    private static String key(FailureTag tag) {
        return switch (tag) {
            case TOUCHED_SOMETHING_ELSE -> "Q";
            case WRONG_OBJECT -> "W";
            case DROPPED_IT -> "E";
            case STOPPED_EARLY -> "R";
            case UNSAFE_CONTACT -> "T";
        };
    }
}
