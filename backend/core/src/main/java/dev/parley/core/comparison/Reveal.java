package dev.parley.core.comparison;

import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is told after the vote.
 *
 * @param left what this reader sees on the left; others may see it on the right
 * @param leftIsFirst for this reader
 * @param candidates policies that could do it
 * @param pairs among how many pairs of them this one was drawn: those that one station has both of; 1 for a chosen one
 * @param draw the text whose SHA-256 is the commitment; its first line is the nonce
 * @param own the reader's vote; empty where the comparison closed without one
 * @param tally votes by cohort and choice, on the sides of this reader; those that do not count are left out
 * @param uncounted how many are left out
 */
public record Reveal(
        Run left,
        Run right,
        boolean leftIsFirst,
        double pairPropensity,
        double orderPropensity,
        int candidates,
        int pairs,
        String draw,
        Optional<ComparisonVote> own,
        Map<Cohort, Map<Choice, Integer>> tally,
        int uncounted) {

    /**
     * One of the two runs.
     *
     * @param episode its id; empty where it never ran
     * @param steps how many it took; empty where it did not end
     */
    public record Run(
            ComparisonPolicy policy,
            Optional<String> episode,
            Optional<EndReason> endReason,
            Optional<Integer> steps,
            List<Verdict> verdicts) {}

    /** What one judge found. */
    public record Verdict(String judge, Outcome.Result result) {}
}
