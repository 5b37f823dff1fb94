package dev.parley.core.vote;

import static dev.parley.core.vote.Vote.Success.NO;
import static dev.parley.core.vote.Vote.Success.PARTLY;
import static dev.parley.core.vote.Vote.Success.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.episode.Outcome;
import dev.parley.core.problem.ParleyException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdOutcomeTest {
    @Test
    void nobodyVotedMeansNoCrowdOutcome() {
        assertThat(CrowdOutcome.of(new VoteCount(0, 0, 0, OptionalDouble.empty())))
                .isEmpty();
    }

    @Test
    void theCrowdsResultIsTheMedianOfItsVotes() {
        assertThat(result(YES)).isEqualTo(Outcome.Result.SUCCESS);
        assertThat(result(YES, YES, NO)).isEqualTo(Outcome.Result.SUCCESS);
        assertThat(result(NO, PARTLY, YES)).isEqualTo(Outcome.Result.PARTIAL);
        assertThat(result(NO, NO, YES)).isEqualTo(Outcome.Result.FAILURE);
    }

    @Test
    void anEvenSplitIsPartly() {
        assertThat(result(YES, NO)).isEqualTo(Outcome.Result.PARTIAL);
        assertThat(result(YES, PARTLY)).isEqualTo(Outcome.Result.PARTIAL);
    }

    @Test
    void progressAndNumberAreThoseOfTheCrowd() {
        Outcome outcome =
                CrowdOutcome.of(new VoteCount(1, 1, 1, OptionalDouble.of(0.75))).orElseThrow();
        assertThat(outcome.progress()).hasValue(0.75);
        assertThat(outcome.votes()).hasValue(3);
    }

    @Test
    void ballotsAtTheLimitPassAndBeyondItAreRefusedByName() {
        assertThat(Ballot.of(YES, OptionalDouble.of(1), tags(8), Optional.of("x".repeat(1_000)))
                        .tags())
                .hasSize(8);
        assertRefused("at most 8 tags", OptionalDouble.empty(), tags(9), Optional.empty());
        assertRefused("at most 40", OptionalDouble.empty(), Set.of("t".repeat(41)), Optional.empty());
        assertRefused("at most 1,000", OptionalDouble.empty(), Set.of(), Optional.of("x".repeat(1_001)));
        assertRefused("control characters", OptionalDouble.empty(), Set.of("a\u0007b"), Optional.empty());
        assertRefused("0 to 1", OptionalDouble.of(1.01), Set.of(), Optional.empty());
        assertRefused("0 to 1", OptionalDouble.of(Double.NaN), Set.of(), Optional.empty());
    }

    private static void assertRefused(
            String words, OptionalDouble progress, Set<String> tags, Optional<String> comment) {
        assertThatThrownBy(() -> Ballot.of(YES, progress, tags, comment))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining(words);
    }

    private static Set<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "tag " + i).collect(Collectors.toSet());
    }

    private static Outcome.Result result(Vote.Success... votes) {
        return CrowdOutcome.of(new VoteCount(
                        number(YES, votes), number(PARTLY, votes), number(NO, votes), OptionalDouble.empty()))
                .orElseThrow()
                .result();
    }

    private static int number(Vote.Success wanted, Vote.Success... votes) {
        return (int) Arrays.stream(votes).filter(vote -> vote == wanted).count();
    }
}
