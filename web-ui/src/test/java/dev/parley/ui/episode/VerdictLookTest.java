package dev.parley.ui.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.vote.Votes.Tally;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictLookTest {
    private static final Tally NO_VOTES = new Tally(0, 0, 0);

    @Test
    void whatReviewersFoundIsSaidBesideTheMachinesVerdictAndMergedWithNothing() {
        VerdictLook look = told(Outcome.Result.FAILURE);
        assertThat(look.reviewers()).isEqualTo("Reviewers who watched it without knowing whose it is say: not done.");
        assertThat(look.outcome().word()).isEqualTo("Done");
        assertThat(told(Outcome.Result.NOT_SCORED).reviewers()).isEqualTo("Reviewers who watched it could not tell.");
    }

    @Test
    void itSwaysNobodyBeforeTheirOwnVote() {
        assertThat(VerdictLook.open(TestEpisodes.of(EpisodeState.TERMINATED, outcomes(Outcome.Result.SUCCESS)), true)
                        .reviewers())
                .isEmpty();
    }

    @Test
    void withoutReviewersNothingIsSaidOfThem() {
        assertThat(VerdictLook.told(TestEpisodes.of(EpisodeState.TERMINATED, List.of(scene())), "yes", NO_VOTES)
                        .reviewers())
                .isEmpty();
    }

    private static VerdictLook told(Outcome.Result reviewers) {
        return VerdictLook.told(TestEpisodes.of(EpisodeState.TERMINATED, outcomes(reviewers)), "yes", NO_VOTES);
    }

    private static List<Outcome> outcomes(Outcome.Result reviewers) {
        return List.of(scene(), new Outcome("researcher", reviewers, OptionalDouble.empty()));
    }

    private static Outcome scene() {
        return new Outcome("scene", Outcome.Result.SUCCESS, OptionalDouble.empty());
    }
}
