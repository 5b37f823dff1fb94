package dev.parley.core.review;

import dev.parley.core.episode.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the labels of an episode come to. Pure.
 *
 * @param verdict as the judge {@code researcher}; there where it is settled
 */
record Settlement(State state, Optional<Outcome> verdict) {
    /** The judge's name among the outcomes of an episode. */
    static final String JUDGE = "researcher";

    enum State {
        /** Raters are missing. */
        OPEN,
        /** All places are filled and they do not agree: somebody who is none of them decides. */
        DISPUTED,
        SETTLED
    }

    /**
     * One rater's part.
     *
     * @param first said before they saw anybody else's
     * @param latest what they say now
     */
    record Part(ReviewResult first, ReviewResult latest, OptionalDouble progress) {}

    /**
     * Raters agree where they did so by themselves and still do. Who came round after seeing the others' labels has not agreed
     * independently, so that stays disputed until somebody else has looked.
     *
     * @param ratings of those who count
     * @param needed how many independent raters an episode gets
     */
    static Settlement of(List<Part> ratings, Optional<Part> adjudication, int needed) {
        if (adjudication.isPresent()) {
            return settled(List.of(adjudication.get()));
        }
        if (ratings.size() < needed) {
            return new Settlement(State.OPEN, Optional.empty());
        }
        return same(ratings, Part::first) && same(ratings, Part::latest)
                ? settled(ratings)
                : new Settlement(State.DISPUTED, Optional.empty());
    }

    private static boolean same(List<Part> parts, Function<Part, ReviewResult> said) {
        return parts.stream().map(said).distinct().count() == 1;
    }

    private static Settlement settled(List<Part> parts) {
        double[] progress =
                parts.stream().flatMapToDouble(part -> part.progress().stream()).toArray();
        return new Settlement(
                State.SETTLED,
                Optional.of(new Outcome(
                        JUDGE,
                        parts.getFirst().latest().outcome(),
                        progress.length == 0
                                ? OptionalDouble.empty()
                                : Arrays.stream(progress).average())));
    }
}
