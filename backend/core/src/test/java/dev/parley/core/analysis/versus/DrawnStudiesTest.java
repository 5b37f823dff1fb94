package dev.parley.core.analysis.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.interval.Draws;
import dev.parley.core.analysis.versus.Crossings.Blocks;
import dev.parley.core.analysis.versus.Watch.Verdict;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole studies, drawn, against another program's draws: how often each policy is found better, and after how many
 * blocks, within three standard errors of both draws together. The tests that were not chosen are here too: what is
 * shown to people rests on having compared them.
 */
class DrawnStudiesTest {
    private static final int RUNS = 4000;
    /** Of four printed digits, with what doubles lose. */
    private static final Offset<Double> HALF_A_DIGIT = within(0.5001e-4);

    private static final Map<String, PooledScore> DESIGNS = new ConcurrentHashMap<>();

    static Stream<Reference> drawn() {
        return Reference.rows("two-policies", "drawn");
    }

    /** A test of two policies, block by block. */
    interface Study {
        Verdict add(boolean first, boolean second);
    }

    /** Ends of studies: blocks, negative where the second was found better, 0 where nobody was. */
    private static int[] ends(Reference row, Supplier<Study> studies) {
        int most = row.count("blocks");
        return IntStream.range(0, RUNS)
                .parallel()
                .map(run -> {
                    SplittableRandom random = Draws.stream(4, run);
                    Study study = studies.get();
                    for (int block = 1; block <= most; block++) {
                        Verdict verdict = study.add(
                                random.nextDouble() < row.number("first"), random.nextDouble() < row.number("second"));
                        if (verdict != Verdict.OPEN) {
                            return verdict == Verdict.FIRST ? block : -block;
                        }
                    }
                    return 0;
                })
                .toArray();
    }

    private static void check(Reference row, int[] ends, double[] wanted) {
        double both = 1 / row.number("runs") + 1.0 / RUNS;
        share("first", Arrays.stream(ends).filter(end -> end > 0).count(), wanted[0], both);
        share("second", Arrays.stream(ends).filter(end -> end < 0).count(), wanted[1], both);
        double most = row.number("blocks");
        double[] blocks = Arrays.stream(ends)
                .mapToDouble(end -> end == 0 ? most : Math.abs(end))
                .toArray();
        double mean = Arrays.stream(blocks).average().orElseThrow();
        double variance = Arrays.stream(blocks)
                .map(one -> (one - mean) * (one - mean))
                .average()
                .orElseThrow();
        assertThat(mean).as("blocks").isCloseTo(wanted[2], within(3 * Math.sqrt(variance * both) + 1e-9));
        if (!Double.isNaN(wanted[3])) {
            // Half of the draws lie on either side of it, but for as much as draws of a half differ.
            double half = 3 * Math.sqrt(0.25 * both);
            double below = Arrays.stream(blocks).filter(one -> one < wanted[3]).count() / (double) RUNS;
            double upTo = Arrays.stream(blocks).filter(one -> one <= wanted[3]).count() / (double) RUNS;
            assertThat(below).as("below the median").isLessThan(0.5 + half);
            assertThat(upTo).as("up to the median").isGreaterThan(0.5 - half);
        }
    }

    private static void share(String who, long found, double wanted, double both) {
        double share = (double) found / RUNS;
        // Of both draws together, with one more of each, since what was never seen is not impossible.
        double theirs = 1 / (both - 1.0 / RUNS);
        double chance = (wanted * theirs + found + 1) / (theirs + RUNS + 2);
        double error = Math.sqrt(chance * (1 - chance) * both);
        assertThat(share).as(who).isCloseTo(wanted, within(3 * error));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void evidence(Reference row) {
        double threshold = 1 / row.number("error");
        int[] least = IntStream.rangeClosed(0, row.count("blocks"))
                .map(parted -> Evidence.leastWins(parted, threshold))
                .toArray();
        check(
                row,
                ends(row, () -> new Study() {
                    private int first;
                    private int second;

                    @Override
                    public Verdict add(boolean firstDone, boolean secondDone) {
                        first += firstDone && !secondDone ? 1 : 0;
                        second += secondDone && !firstDone ? 1 : 0;
                        int enough = least[first + second];
                        return first >= enough ? Verdict.FIRST : second >= enough ? Verdict.SECOND : Verdict.OPEN;
                    }
                }),
                row.numbers("evidence"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void spending(Reference row) {
        check(
                row,
                ends(row, () -> new Planned(2 * row.number("error"), row.count("blocks"))::add),
                row.numbers("spending"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void safeTestThatWasNotChosen(Reference row) {
        check(
                row,
                ends(row, () -> new SafeTest(row.number("error"), 0.18, 0.18, 0.18, 0.18, true)),
                row.numbers("savi"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void safeTestWithAGuessThatWasNotChosen(Reference row) {
        check(row, ends(row, () -> new SafeTest(row.number("error"), 2, 1, 1, 2, false)), row.numbers("saviInformed"));
    }

    /** Theirs was reckoned, not drawn, and has four digits; blocks at the median are whole. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void pooledScoreThatWasNotChosen(Reference row) {
        PooledScore study = DESIGNS.computeIfAbsent(
                row.number("error") + " " + row.count("blocks"),
                ignored -> new PooledScore(row.number("error"), row.count("blocks")));
        Blocks ends = study.ends(row.number("first"), row.number("second"));
        double[] wanted = row.numbers("pooledScore");
        assertThat(ends.first()).as("first").isCloseTo(wanted[0], HALF_A_DIGIT);
        assertThat(ends.second()).as("second").isCloseTo(wanted[1], HALF_A_DIGIT);
        assertThat(ends.mean()).as("blocks").isCloseTo(wanted[2], HALF_A_DIGIT);
        assertThat(ends.median())
                .isEqualTo(Double.isNaN(wanted[3]) ? OptionalInt.empty() : OptionalInt.of((int) wanted[3]));
    }
}
