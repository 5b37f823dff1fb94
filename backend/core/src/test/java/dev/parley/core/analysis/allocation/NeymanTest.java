package dev.parley.core.analysis.allocation;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeymanTest {
    private static final int RUNS = 6000;
    private static final double[] RATES = Reference.of("allocation").numbers("strata");

    static Stream<Reference> stratified() {
        return Reference.rows("allocation", "stratified");
    }

    @Test
    void whatTheBestSplitSaves() {
        assertThat(Neyman.saving(RATES)).isCloseTo(Reference.of("allocation").number("bestSaving"), EXACT);
        assertThat(Neyman.saving(new double[] {0.3, 0.3, 0.7})).isCloseTo(0, EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stratified")
    void errorOverTwelveStrata(Reference row) {
        SplittableRandom random = new SplittableRandom(row.count("episodes"));
        double truth = Arrays.stream(RATES).average().orElseThrow();
        double errors = 0;
        double fourths = 0;
        double bias = 0;
        for (int run = 0; run < RUNS; run++) {
            double off = estimate(row, random) - truth;
            errors += off * off / RUNS;
            fourths += Math.pow(off, 4) / RUNS;
            bias += off / RUNS;
        }
        double both = 1 / row.number("runs") + 1.0 / RUNS;
        assertThat(errors).isCloseTo(row.number("error"), within(3 * Math.sqrt((fourths - errors * errors) * both)));
        assertThat(bias).isCloseTo(row.number("bias"), within(3 * Math.sqrt(errors * both)));
    }

    private static double estimate(Reference row, SplittableRandom random) {
        double weight = 1.0 / RATES.length;
        List<Stratum> strata = new ArrayList<>(Collections.nCopies(RATES.length, Stratum.of(0, 0, weight)));
        for (int episode = 0; episode < row.count("episodes"); episode++) {
            int next = switch (row.text("rule")) {
                case "equal" -> episode % RATES.length;
                case "greedy" -> Neyman.next(strata);
                case "neyman" -> Neyman.next(strata, 0.25);
                default -> throw new IllegalArgumentException(row.text("rule"));
            };
            Counts before = strata.get(next).counts();
            int done = random.nextDouble() < RATES[next] ? 1 : 0;
            strata.set(next, new Stratum(new Counts(before.successes() + done, before.episodes() + 1), weight));
        }
        return strata.stream()
                .mapToDouble(stratum -> stratum.weight() * stratum.counts().rate())
                .sum();
    }

    @Test
    void everyStratumIsTriedOnceBeforeAnyTwice() {
        List<Stratum> strata =
                new ArrayList<>(List.of(Stratum.of(1, 1, 0.4), Stratum.of(0, 0, 0.3), Stratum.of(0, 0, 0.3)));
        assertThat(Neyman.next(strata)).isEqualTo(1);
        strata.set(1, Stratum.of(1, 1, 0.3));
        assertThat(Neyman.next(strata)).isEqualTo(2);
        assertThat(Neyman.next(List.of(Stratum.of(99, 99, 0.5), Stratum.of(40, 99, 0.5)), 0.2))
                .isEqualTo(1);
        assertThat(Neyman.next(List.of(Stratum.of(1, 1, 0.5), Stratum.of(40, 99, 0.5)), 0.2))
                .as("the even part")
                .isZero();
    }
}
