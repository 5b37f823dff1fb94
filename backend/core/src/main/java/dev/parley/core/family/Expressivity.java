package dev.parley.core.family;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Jeffreys;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much a policy can be told: the number of different things it does when asked, in bits. A family counts as solved when the
 * one-sided 95 % Jeffreys lower bound of its success is above one half (Brown, Cai and DasGupta 2001, section 3.1.3).
 *
 * @param tried families that were tried, at least {@value #LEAST_TRIES} times for the soft number
 * @param solved families that are solved
 * @param hardBits log2 of {@code solved}; empty where that is none
 * @param softBits log2 of the expected number of families with success above one half, given the tries (Jeffreys prior)
 * @param lowBits where the central 95 % of that number begin; 0 for at most one family
 * @param highBits where they end
 */
public record Expressivity(
        int tried, int solved, OptionalDouble hardBits, OptionalDouble softBits, double lowBits, double highBits) {
    /** A family tried less often says next to nothing about whether it is solved. */
    public static final int LEAST_TRIES = 3;

    private static final double HALF = 0.5;
    private static final double ONE_SIDED = 0.05;
    private static final double TAIL = 0.025;

    /**
     * How often one family was done.
     *
     * @throws IllegalArgumentException when more are done than judged
     */
    public record Success(int done, int judged) {
        public Success {
            if (done < 0 || judged < done) {
                throw new IllegalArgumentException(done + " done of " + judged + " judged");
            }
        }

        /** Below which the true share lies with a chance of 5 %; exactly 0 where nothing was done. */
        double lowerBound() {
            return Jeffreys.atLeast(counts(), ONE_SIDED);
        }

        /** The chance that the true share is above one half. */
        double aboveHalf() {
            return Jeffreys.above(counts(), HALF);
        }

        boolean solved() {
            return lowerBound() > HALF;
        }

        private Counts counts() {
            return new Counts(done, judged);
        }
    }

    /** @param least how often a family must have been judged to be among them */
    static Expressivity of(List<Success> families, int least) {
        List<Success> tried =
                families.stream().filter(family -> family.judged() >= least).toList();
        int solved = (int) tried.stream().filter(Success::solved).count();
        double[] above = tried.stream().mapToDouble(Success::aboveHalf).toArray();
        double expected = Arrays.stream(above).sum();
        double[] chances = numbers(above);
        return new Expressivity(
                tried.size(),
                solved,
                solved == 0 ? OptionalDouble.empty() : OptionalDouble.of(log2(solved)),
                tried.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(log2(expected)),
                bits(quantile(chances, TAIL)),
                bits(quantile(chances, 1 - TAIL)));
    }

    /** From families that were tried at least {@value #LEAST_TRIES} times. */
    public static Expressivity of(List<Success> families) {
        return of(families, LEAST_TRIES);
    }

    /** Chance of each number of families above one half: each is or is not, by itself (Poisson binomial). */
    private static double[] numbers(double[] above) {
        double[] chances = new double[above.length + 1];
        chances[0] = 1;
        for (int family = 0; family < above.length; family++) {
            for (int number = family + 1; number > 0; number--) {
                chances[number] = chances[number] * (1 - above[family]) + chances[number - 1] * above[family];
            }
            chances[0] *= 1 - above[family];
        }
        return chances;
    }

    private static int quantile(double[] chances, double share) {
        double sum = 0;
        for (int number = 0; number < chances.length; number++) {
            sum += chances[number];
            if (sum >= share) {
                return number;
            }
        }
        return chances.length - 1;
    }

    private static double bits(int number) {
        return number <= 1 ? 0 : log2(number);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
