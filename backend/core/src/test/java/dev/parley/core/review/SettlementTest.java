package dev.parley.core.review;

import static dev.parley.core.review.ReviewResult.DONE;
import static dev.parley.core.review.ReviewResult.NOT_DONE;
import static dev.parley.core.review.ReviewResult.PARTLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.episode.Outcome;
import dev.parley.core.review.Settlement.Part;
import dev.parley.core.review.Settlement.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SettlementTest {
    @Test
    void oneOfTwoIsNotEnough() {
        assertThat(of(said(DONE)).state()).isEqualTo(State.OPEN);
        assertThat(Settlement.of(List.of(), Optional.empty(), 2).verdict()).isEmpty();
    }

    @Test
    void whatBothSaidByThemselvesIsTheVerdictWithTheMeanOfHowFarItGot() {
        Settlement settled = of(far(PARTLY, 0.2), far(PARTLY, 0.6));
        assertThat(settled.state()).isEqualTo(State.SETTLED);
        Outcome verdict = settled.verdict().orElseThrow();
        assertThat(verdict.judge()).isEqualTo("researcher");
        assertThat(verdict.result()).isEqualTo(Outcome.Result.PARTIAL);
        assertThat(verdict.progress().orElseThrow()).isCloseTo(0.4, within(1e-12));
        assertThat(of(said(DONE), said(DONE)).verdict().orElseThrow().progress())
                .isEmpty();
    }

    @Test
    void whoCameRoundAfterwardsHasNotAgreed() {
        assertThat(of(said(DONE), new Part(NOT_DONE, DONE, OptionalDouble.empty()))
                        .state())
                .isEqualTo(State.DISPUTED);
    }

    @Test
    void whoChangedTheirMindAfterAgreeingDoesNotAgreeAnyMore() {
        assertThat(of(said(DONE), new Part(DONE, NOT_DONE, OptionalDouble.empty()))
                        .state())
                .isEqualTo(State.DISPUTED);
    }

    @Test
    void somebodyElseDecidesWhateverTheOthersSay() {
        Settlement decided = Settlement.of(List.of(said(DONE), said(NOT_DONE)), Optional.of(said(PARTLY)), 2);
        assertThat(decided.state()).isEqualTo(State.SETTLED);
        assertThat(decided.verdict().orElseThrow().result()).isEqualTo(Outcome.Result.PARTIAL);
    }

    private static Settlement of(Part... ratings) {
        return Settlement.of(List.of(ratings), Optional.empty(), 2);
    }

    private static Part said(ReviewResult result) {
        return new Part(result, result, OptionalDouble.empty());
    }

    private static Part far(ReviewResult result, double progress) {
        return new Part(result, result, OptionalDouble.of(progress));
    }
}
