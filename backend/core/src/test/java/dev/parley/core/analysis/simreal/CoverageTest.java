package dev.parley.core.analysis.simreal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often intervals of real and simulated episodes hold the truth, against others' draws: within three standard
 * errors of the two.
 */
class CoverageTest {
    private static final int RUNS = 4000;

    static Stream<Reference> coverage() {
        return Reference.rows("simulated-and-real", "coverage");
    }

    /** How often an interval held, and how wide it was. */
    private static final class Tally {
        private int held;
        private double widths;
        private double squares;

        void add(Interval interval, double truth) {
            held += interval.holds(truth) ? 1 : 0;
            widths += interval.width();
            squares += interval.width() * interval.width();
        }

        void check(double share, double theirRuns) {
            double error = Math.sqrt(share * (1 - share) * (1 / theirRuns + 1.0 / RUNS));
            assertThat((double) held / RUNS).isCloseTo(share, within(3 * error));
        }

        void checkWidth(double width, double theirRuns) {
            double mean = widths / RUNS;
            double error = Math.sqrt((squares / RUNS - mean * mean) * (1 / theirRuns + 1.0 / RUNS));
            assertThat(mean).isCloseTo(width, within(3 * error));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("coverage")
    void intervalsHoldTheTruthAsOftenAsOthersFound(Reference row) {
        double real = row.number("real");
        int pairs = row.count("pairs");
        SplittableRandom random = new SplittableRandom(pairs * 31L + Math.round(1000 * row.number("correlation")));
        Tally rate = new Tally();
        Tally realOnly = new Tally();
        Tally normal = new Tally();
        Tally student = new Tally();
        for (int run = 0; run < RUNS; run++) {
            Twins twins = drawn(row, random);
            rate.add(PairedRate.of(twins, 0.05).interval(), real);
            realOnly.add(Wilson.of((int) Math.round(twins.meanReal() * pairs), pairs), real);
            PredictionPowered powered = PredictionPowered.of(twins);
            normal.add(powered.normal(0.05), real);
            student.add(powered.student(0.05, pairs), real);
        }
        double theirs = row.number("runs");
        rate.check(row.number("rateHolds"), theirs);
        rate.checkWidth(row.number("rateWidth"), theirs);
        realOnly.check(row.number("realHolds"), theirs);
        realOnly.checkWidth(row.number("realWidth"), theirs);
        normal.check(row.number("normalHolds"), theirs);
        normal.checkWidth(row.number("normalWidth"), theirs);
        student.check(row.number("studentHolds"), theirs);
    }

    private static Twins drawn(Reference row, SplittableRandom random) {
        double real = row.number("real");
        double simulated = row.number("simulated");
        double both = real * simulated
                + row.number("correlation") * Math.sqrt(real * (1 - real) * simulated * (1 - simulated));
        int[] cells = new int[4];
        for (int pair = 0; pair < row.count("pairs"); pair++) {
            double draw = random.nextDouble();
            cells[draw < both ? 0 : draw < real ? 1 : draw < real + simulated - both ? 2 : 3]++;
        }
        int done = 0;
        for (int more = 0; more < row.count("further"); more++) {
            done += random.nextDouble() < simulated ? 1 : 0;
        }
        return Twins.ofCells(cells[0], cells[1], cells[2], cells[3], row.count("further"), done);
    }
}
