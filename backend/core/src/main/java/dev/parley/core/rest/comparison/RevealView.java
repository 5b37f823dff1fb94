package dev.parley.core.rest.comparison;

import dev.parley.core.account.Author;
import dev.parley.core.comparison.Choice;
import dev.parley.core.comparison.Cohort;
import dev.parley.core.comparison.ComparisonVote;
import dev.parley.core.comparison.NotCounted;
import dev.parley.core.comparison.Reveal;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told after the vote. */
record RevealView(
        Run left,
        Run right,

        @Schema(
                description =
                        "Which ran first: LEFT or RIGHT, as you see them; the draw says it for whoever sees nothing turned.")
        String ranFirst,

        @Schema(description = "How likely this pair was among all that fitted; 1 for a chosen one.")
        double pairPropensity,

        @Schema(description = "How likely this order and these sides were for the pair.")
        double orderPropensity,

        @Schema(description = "Policies that could do it.") int candidates,

        @Schema(
                description =
                        "Pairs of them that one station has both of, among which this one was drawn; 1 for a chosen one.")
        int pairs,

        @Schema(
                description =
                        "Who you are here; the sides that you see are a hash of it and of the draw's nonce. null: of nobody.")
        @Nullable
        String reader,

        @Schema(description = "Its SHA-256 is the commitment.")
        String draw,

        @Nullable Own own,

        @Schema(description = "Votes that count, by cohort, told on the sides that you see.")
        List<CohortVotes> votes,

        @Schema(description = "Votes that count in nothing.")
        int uncounted) {

    record Run(
            String policyId,
            String digest,
            @Nullable String episodeId,
            @Nullable EndReason endReason,
            @Nullable Integer steps,
            List<Verdict> outcomes) {
        static Run of(Reveal.Run run) {
            return new Run(
                    run.policy().name(),
                    run.policy().digest(),
                    run.episode().orElse(null),
                    run.endReason().orElse(null),
                    run.steps().orElse(null),
                    run.verdicts().stream()
                            .map(each -> new Verdict(each.judge(), each.result()))
                            .toList());
        }
    }

    record Verdict(String judge, Outcome.Result result) {}

    record Own(
            Choice choice,
            TreeSet<String> why,
            boolean counts,
            @Nullable String notCountedBecause,
            Instant at) {
        static Own of(ComparisonVote vote) {
            return new Own(
                    vote.choice(),
                    new TreeSet<>(vote.why()),
                    vote.notCounted().isEmpty(),
                    vote.notCounted().map(NotCounted::sentence).orElse(null),
                    vote.at());
        }
    }

    @Schema(description = "One kind of voters, never mixed with another.")
    record CohortVotes(Cohort cohort, int left, int right, int tie, int bothBad) {}

    static RevealView of(Reveal reveal, Optional<Author> reader) {
        List<CohortVotes> votes = new ArrayList<>();
        for (Cohort cohort : Cohort.values()) {
            Map<Choice, Integer> cast = reveal.tally().getOrDefault(cohort, Map.of());
            votes.add(new CohortVotes(
                    cohort,
                    cast.getOrDefault(Choice.LEFT, 0),
                    cast.getOrDefault(Choice.RIGHT, 0),
                    cast.getOrDefault(Choice.TIE, 0),
                    cast.getOrDefault(Choice.BOTH_BAD, 0)));
        }
        return new RevealView(
                Run.of(reveal.left()),
                Run.of(reveal.right()),
                reveal.leftIsFirst() ? "LEFT" : "RIGHT",
                reveal.pairPropensity(),
                reveal.orderPropensity(),
                reveal.candidates(),
                reveal.pairs(),
                reader.map(known -> known.id().toString()).orElse(null),
                reveal.draw(),
                reveal.own().map(Own::of).orElse(null),
                votes,
                reveal.uncounted());
    }
}
