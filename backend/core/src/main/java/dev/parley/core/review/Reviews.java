package dev.parley.core.review;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The desk of reviewers. It does not ask who may. */
public interface Reviews {
    /** How long a rater has to have had a clip before they can have seen enough of it, in parts of its length. */
    double LEAST_WATCHED = 0.4;

    /**
     * A clip for this rater: the one they have open, else the next one of the queue, taken in the same transaction. Empty where
     * nothing waits for them. Never one that they asked for or voted on, nor one of a policy of their own or of their lab.
     *
     * @throws dev.parley.core.problem.ParleyException RATE_LIMITED in the Uni
     */
    Uni<Optional<ReviewData>> claim(Rater rater);

    /** Somebody's own; REVIEW_UNKNOWN in the Uni for everybody else's, as for one that never was. */
    Uni<ReviewData> require(ReviewId id, Rater rater);

    /** Somebody's own, the newest first. */
    Uni<List<ReviewData>> own(Rater rater, int atMost);

    /** What others said of the same episode, without their names; empty before this rater has said something. */
    Uni<List<Others>> others(ReviewData review);

    /**
     * Says something, or something else: an earlier label stays, and everybody's who looks at the episode. In the audit.
     *
     * @throws dev.parley.core.problem.ParleyException REVIEW_UNKNOWN, REVIEW_MALFORMED, REVIEW_TOO_EARLY, REVIEW_LAPSED where the
     *     time ran out and somebody else has the place, COMMENT_REFUSED, RATE_LIMITED or WITHDRAWN in the Uni
     */
    Uni<ReviewData> label(ReviewId id, Rater rater, ReviewLabel label);

    /** Gives a clip back unlabelled; REVIEW_UNKNOWN, or STATE_CONFLICT for a labelled one, in the Uni. */
    Uni<Void> giveBack(ReviewId id, Rater rater);

    /** @param decides whether it is the label of whoever decided between raters who did not agree */
    record Others(ReviewLabel label, boolean decides) {}
}
