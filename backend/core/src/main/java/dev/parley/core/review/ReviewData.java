package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * One person's look at one episode. For the platform: what the rater is shown of it leaves out episode and kind.
 *
 * @param expiresAt when the place may go to somebody else
 * @param labels what the rater said, the first one first; empty: nothing yet
 */
public record ReviewData(
        ReviewId id,
        EpisodeId episode,
        PersonId person,
        Kind kind,
        State state,
        Instant claimedAt,
        Instant expiresAt,
        List<Said> labels) {
    public ReviewData {
        labels = List.copyOf(labels);
    }

    /** Why the rater has it, which the rater is not told. */
    public enum Kind {
        /** One of the independent ones. */
        RATING,
        /** Its answer is known. */
        GOLD,
        /** The others did not agree, and this one decides. */
        ADJUDICATION
    }

    /** Where it stands. */
    public enum State {
        CLAIMED,
        LABELLED,
        /** Its time ran out and the place is free again. */
        LAPSED
    }

    /** @param version 1 is what was said before anything of others was shown */
    public record Said(int version, ReviewLabel label, Instant at) {}

    /** Whether this rater has said something, after which they are told what others said. */
    public boolean told() {
        return !labels.isEmpty();
    }
}
