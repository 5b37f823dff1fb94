package dev.parley.core.analysis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.plan.BestPolicy.Rule;
import dev.parley.core.analysis.plan.BestPolicy.Saving;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BestPolicyTest {
    private static final int PLAYS = 2000;
    private static final double[] SIX = Reference.of("allocation").numbers("policies");

    static Stream<Reference> best() {
        return Reference.rows("allocation", "best");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("best")
    void bestOfSixIsFoundAsOftenAsOthersFound(Reference row) {
        double[] found = new BestPolicy(SIX, PLAYS, 3, true).found(Rule.valueOf(row.text("rule")), 600);
        int[] episodes = row.counts("episodes");
        for (int i = 0; i < episodes.length; i++) {
            double theirs = row.numbers("found")[i];
            double error = Math.sqrt(theirs * (1 - theirs) * (1 / row.number("runs") + 1.0 / PLAYS));
            assertThat(found[episodes[i] - 1]).as("%d episodes", episodes[i]).isCloseTo(theirs, within(3 * error));
        }
    }

    @Test
    void studySavesFortyOfAHundredEpisodesAtTheSameError() {
        Saving saving = new BestPolicy(SIX, PLAYS, 17).saving(600);
        assertThat(saving.right()).isGreaterThan(0.9);
        assertThat(saving.share()).isGreaterThanOrEqualTo(0.4);
        assertThat(new BestPolicy(SIX, 100, 17).saving(60)).isEqualTo(new BestPolicy(SIX, 100, 17).saving(60));
    }

    @Test
    void numberOfEpisodesIsTheOneFromWhichOnItIsGoodEnough() {
        assertThat(BestPolicy.episodesUntil(new double[] {0.5, 0.9, 0.7, 0.8, 0.9}, 0.8))
                .hasValue(4);
        assertThat(BestPolicy.episodesUntil(new double[] {0.5, 0.9, 0.7}, 0.8)).isEmpty();
    }
}
