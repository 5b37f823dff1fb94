package dev.parley.core.analysis.interval;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RateTest {
    static Stream<Reference> plain() {
        return Reference.rows("rates", "plain");
    }

    static Stream<Reference> published() {
        return Reference.rows("rates", "published");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void allFourIntervalsOfARate(Reference row) {
        int done = row.count("done");
        int of = row.count("of");
        assertThat(Wilson.of(done, of)).as("Wilson").satisfies(found -> near(found, row.numbers("wilson")));
        assertThat(ClopperPearson.of(done, of))
                .as("Clopper and Pearson")
                .satisfies(found -> near(found, row.numbers("clopperPearson")));
        assertThat(Jeffreys.of(done, of)).as("Jeffreys").satisfies(found -> near(found, row.numbers("jeffreys")));
        assertThat(AnyTime.of(done, of)).as("any time").satisfies(found -> near(found, row.numbers("anyTime")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void whatBooksAndPapersPrint(Reference row) {
        int done = row.count("done");
        int of = row.count("of");
        Interval found = row.text("by").equals("wilson") ? Wilson.of(done, of) : ClopperPearson.of(done, of);
        double rounding = 0.5001 * Math.pow(10, -row.count("digits"));
        assertThat(found.low()).isCloseTo(row.number("low"), within(rounding));
        assertThat(found.high()).isCloseTo(row.number("high"), within(rounding));
    }

    @Test
    void nothingAndEverythingAreExactlyTheEnds() {
        for (int of = 1; of < 300; of++) {
            assertThat(Wilson.of(0, of).low()).isZero();
            assertThat(Wilson.of(of, of).high()).isEqualTo(1);
            assertThat(Jeffreys.of(0, of).low()).isZero();
            assertThat(AnyTime.of(of, of).high()).isEqualTo(1);
        }
    }

    @Test
    void standardErrorOfThreeThousandEpisodes() {
        Reference row = Reference.rows("rates", "standardError").findFirst().orElseThrow();
        assertThat(StandardError.of(row.number("rate"), row.count("of"))).isCloseTo(row.number("error"), EXACT);
    }

    @Test
    void moreThanAllCannotBeDone() {
        assertThatThrownBy(() -> Wilson.of(3, 2)).hasMessage("3 successes of 2 episodes cannot be");
        assertThatThrownBy(() -> Jeffreys.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnyTime.of(new Counts(1, 2), 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> StandardError.of(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The point of looking at any time: Wilson's interval, looked at after every episode, is wrong at some time far more often. */
    @Test
    void whoLooksAfterEveryEpisodeIsWrongAtMostAsOftenAsAllowed() {
        SplittableRandom random = new SplittableRandom(3);
        int runs = 1000;
        int everWrong = 0;
        int wilsonEverWrong = 0;
        for (int run = 0; run < runs; run++) {
            int done = 0;
            boolean wrong = false;
            boolean wilsonWrong = false;
            for (int episode = 1; episode <= 200; episode++) {
                done += random.nextDouble() < 0.6 ? 1 : 0;
                wilsonWrong |= !Wilson.of(done, episode).holds(0.6);
                wrong |= Math.log(0.05)
                        > org.apache.commons.statistics.distribution.BetaDistribution.of(done + 1, episode - done + 1)
                                .logDensity(0.6);
            }
            everWrong += wrong ? 1 : 0;
            wilsonEverWrong += wilsonWrong ? 1 : 0;
        }
        assertThat((double) everWrong / runs).isLessThan(0.05);
        assertThat((double) wilsonEverWrong / runs).isGreaterThan(0.25);
    }

    private static void near(Interval found, double[] wanted) {
        assertThat(found.low()).isCloseTo(wanted[0], EXACT);
        assertThat(found.high()).isCloseTo(wanted[1], EXACT);
    }
}
