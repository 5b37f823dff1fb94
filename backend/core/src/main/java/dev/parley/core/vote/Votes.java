package dev.parley.core.vote;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Votes on episodes. */
public interface Votes {
    /**
     * @param progress 0 to 1
     * @param tags at most 8, each at most 40 characters
     * @param comment at most 1,000 characters
     * @throws dev.parley.core.problem.ParleyException EPISODE_UNKNOWN, VOTE_TOO_EARLY while it runs (for everybody;
     *     NOT_YOURS where it is someone else's and still running), VOTE_MALFORMED, STATE_CONFLICT where there is nothing to
     *     judge ({@link dev.parley.core.episode.Judgeable}), OWN_POLICY
     */
    Uni<Vote> cast(
            EpisodeId episode,
            Author author,
            Vote.Success success,
            OptionalDouble progress,
            Set<String> tags,
            Optional<String> comment);

    Uni<Optional<Vote>> own(EpisodeId episode, Author author);

    /** Counts of current votes; shown to a person only after their own. */
    Uni<Tally> tally(EpisodeId episode);

    record Tally(int yes, int partly, int no) {}
}
