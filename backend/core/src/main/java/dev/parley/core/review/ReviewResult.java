package dev.parley.core.review;

import dev.parley.core.episode.Outcome;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a rater found. */
public enum ReviewResult {
    NOT_DONE(Outcome.Result.FAILURE, OptionalDouble.of(0)),
    PARTLY(Outcome.Result.PARTIAL, OptionalDouble.of(1)),
    DONE(Outcome.Result.SUCCESS, OptionalDouble.of(2)),
    /** The pictures do not show it. */
    CANNOT_TELL(Outcome.Result.NOT_SCORED, OptionalDouble.empty());

    private final Outcome.Result outcome;
    private final OptionalDouble order;

    ReviewResult(Outcome.Result outcome, OptionalDouble order) {
        this.outcome = outcome;
        this.order = order;
    }

    /** As the episode's verdict. */
    public Outcome.Result outcome() {
        return outcome;
    }

    /** Its place on the ordinal scale on which agreement is measured; empty: it is no label there. */
    OptionalDouble order() {
        return order;
    }

    /** As sent and answered: {@code not-done}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
