package dev.parley.core.vote;

import dev.parley.core.episode.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the crowd makes of an episode: the median of its votes on the scale no, partly, yes. Between two middle votes
 * that disagree stands "partly": an even split between yes and no is no success.
 */
final class CrowdOutcome {
    private CrowdOutcome() {}

    /** @param crowd votes of everybody but the prompter; empty when there are none */
    static Optional<Outcome> of(VoteCount crowd) {
        int all = crowd.all();
        if (all == 0) {
            return Optional.empty();
        }
        Vote.Success low = inOrder(crowd, (all - 1) / 2);
        Vote.Success high = inOrder(crowd, all / 2);
        Outcome.Result result = low == high ? result(low) : Outcome.Result.PARTIAL;
        return Optional.of(new Outcome("crowd", result, crowd.progress(), OptionalInt.of(all)));
    }

    static Outcome ofPrompter(Vote vote) {
        return new Outcome("prompter", result(vote.success()), vote.progress());
    }

    /** Which vote stands there when all are sorted from no to yes; 0 is the first. */
    private static Vote.Success inOrder(VoteCount crowd, int place) {
        if (place < crowd.no()) {
            return Vote.Success.NO;
        }
        return place < crowd.no() + crowd.partly() ? Vote.Success.PARTLY : Vote.Success.YES;
    }

    private static Outcome.Result result(Vote.Success vote) {
        return switch (vote) {
            case NO -> Outcome.Result.FAILURE;
            case PARTLY -> Outcome.Result.PARTIAL;
            case YES -> Outcome.Result.SUCCESS;
        };
    }
}
