package dev.parley.core.vote;

import dev.parley.core.episode.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the crowd makes of an episode: the median of its votes on the scale no, partly, yes. Between two middle votes
 * that disagree stands "partly": an even split between yes and no is no success.
 */
final class CrowdOutcome {
    private CrowdOutcome() {}

    /** @param votes of everybody but the prompter; empty when there are none */
    static Optional<Outcome> of(List<Vote> votes) {
        if (votes.isEmpty()) {
            return Optional.empty();
        }
        int[] sorted =
                votes.stream().mapToInt(vote -> rank(vote.success())).sorted().toArray();
        int low = sorted[(sorted.length - 1) / 2];
        int high = sorted[sorted.length / 2];
        OptionalDouble progress = votes.stream()
                .map(Vote::progress)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
        Outcome.Result result = low == high ? result(low) : Outcome.Result.PARTIAL;
        return Optional.of(new Outcome("crowd", result, progress, OptionalInt.of(votes.size())));
    }

    static Outcome ofPrompter(Vote vote) {
        return new Outcome("prompter", result(rank(vote.success())), vote.progress());
    }

    private static int rank(Vote.Success success) {
        return switch (success) {
            case NO -> 0;
            case PARTLY -> 1;
            case YES -> 2;
        };
    }

    private static Outcome.Result result(int rank) {
        return switch (rank) {
            case 0 -> Outcome.Result.FAILURE;
            case 1 -> Outcome.Result.PARTIAL;
            default -> Outcome.Result.SUCCESS;
        };
    }
}
