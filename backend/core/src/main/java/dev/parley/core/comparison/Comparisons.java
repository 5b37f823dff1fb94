package dev.parley.core.comparison;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Blind comparisons. Statistics read the tables themselves: {@code comparison} ({@code drawn_by}, {@code pair_propensity}, {@code
 * order_propensity}, {@code candidates}, {@code pairs}; {@code first_policy}/{@code first_digest} ran first, {@code second_policy}/{@code
 * second_digest} second, {@code left_is_first} says who is on the left where nothing is turned) and {@code comparison_vote} ({@code cohort}
 * GUEST or ACCOUNT, {@code left_is_first} as this voter saw it, {@code choice} LEFT, RIGHT, TIE or BOTH_BAD, {@code won_policy}/{@code won_digest} and {@code
 * lost_policy}/{@code lost_digest} where there was a winner, {@code why}, {@code counts} and {@code not_counted}, {@code
 * created_at}; one row a voter). Only rows with {@code counts} may enter a ranking: cast before the voter was told, on
 * policies that the platform drew, from a start that nobody knew.
 */
public interface Comparisons {
    /**
     * Draws, commits to the draw and puts both turns in line, all in one transaction.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: as for a prompt; BODY_MALFORMED for a seed where the platform is to
     *     draw the policies; POLICY_DOES_NOT_FIT where fewer than two policies
     *     can do it at one station; OWN_POLICY where it names one of the asker's own lab, or only those are left to draw; INSTRUCTION_REFUSED where moderation's rules refuse the words
     */
    Uni<ComparisonData> submit(ComparisonRequest request, Author author);

    Uni<Optional<ComparisonData>> find(ComparisonId id);

    /** The comparison that a prompt was made for; empty for any other prompt. */
    Uni<Optional<ComparisonData>> ofPrompt(PromptId prompt);

    /** READY ones that this author has not voted on, the one that closes first before the others. */
    Uni<List<ComparisonData>> toVoteOn(Optional<Author> author, int atMost);

    /**
     * The episode that this reader sees on this side, for whoever serves its recording; nobody is told the id before the reveal.
     * Sides are shuffled for each reader; those whom nothing names see them as drawn.
     */
    Uni<Optional<EpisodeId>> episode(ComparisonId id, Side side, Optional<Author> reader);

    /**
     * A word for the sides as this reader sees them, which tells nothing: a vote that brings it is for these sides.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: COMPARISON_UNKNOWN
     */
    Uni<String> sides(ComparisonId id, Optional<Author> reader);

    /**
     * Casts this author's one vote. A lab's vote on its own policy is taken while it is open and counts in nothing.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: COMPARISON_UNKNOWN, VOTE_TOO_EARLY before both replays are
     *     there, STATE_CONFLICT where it is void or the vote is for other sides than this author's, COMPARISON_VOTED for a second one, OWN_POLICY once it is
     *     closed, where one of the two is of the voter's lab, CONSENT_NEEDED, RATE_LIMITED
     */
    Uni<Reveal> vote(ComparisonId id, Author author, Ballot ballot);

    /** What this reader may be told: empty until their own vote is in or the comparison has ended. */
    Uni<Optional<Reveal>> reveal(ComparisonId id, Optional<Author> reader);

    /**
     * Moves comparisons on with what became of their turns; episodes of those that end are unsealed in the same statement.
     * Idempotent, and any number of replicas may do it at once.
     *
     * @return how many changed
     */
    Uni<Integer> keep();
}
