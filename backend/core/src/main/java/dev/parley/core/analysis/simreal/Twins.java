package dev.parley.core.analysis.simreal;

/**
 * Scores, 0 to 1, of one policy: real episodes, the simulated one of the same task and scene for each, and simulated
 * ones of further scenes from the same source.
 */
public final class Twins {
    private final double[] real;
    private final double[] simulated;
    private final double[] further;

    private Twins(double[] real, double[] simulated, double[] further) {
        this.real = real;
        this.simulated = simulated;
        this.further = further;
    }

    /**
     * Copies what it is given.
     *
     * @param real n scores
     * @param simulated n, in the same order
     * @param further any number
     * @throws IllegalArgumentException where they do not pair, or a score is not from 0 to 1
     */
    public static Twins of(double[] real, double[] simulated, double[] further) {
        if (real.length != simulated.length || real.length == 0) {
            throw new IllegalArgumentException(
                    real.length + " real and " + simulated.length + " simulated episodes are not pairs");
        }
        checkScores(real);
        checkScores(simulated);
        checkScores(further);
        return new Twins(real.clone(), simulated.clone(), further.clone());
    }

    private static void checkScores(double[] scores) {
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score of " + score + " is not between 0 and 1");
            }
        }
    }

    /** Of successes alone: how many pairs both did, the real one alone, the simulated one alone, neither. */
    public static Twins ofCells(int both, int realOnly, int simulatedOnly, int neither, int further, int furtherDone) {
        int pairs = both + realOnly + simulatedOnly + neither;
        double[] real = new double[pairs];
        double[] simulated = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            real[pair] = pair < both + realOnly ? 1 : 0;
            simulated[pair] = pair < both || pair >= both + realOnly && pair < both + realOnly + simulatedOnly ? 1 : 0;
        }
        double[] more = new double[further];
        java.util.Arrays.fill(more, 0, furtherDone, 1);
        return of(real, simulated, more);
    }

    public int pairs() {
        return real.length;
    }

    public int further() {
        return further.length;
    }

    double real(int pair) {
        return real[pair];
    }

    double simulated(int pair) {
        return simulated[pair];
    }

    double meanReal() {
        return Moments.mean(real);
    }

    double meanSimulated() {
        return Moments.mean(simulated);
    }

    double meanFurther() {
        return further.length == 0 ? meanSimulated() : Moments.mean(further);
    }

    /** With n below the line. */
    double varianceOfFurther() {
        return further.length == 0 ? 0 : Moments.variance(further, 0);
    }

    /** Of all simulated ones, with one less than their number below the line. */
    double varianceOfAllSimulated() {
        double[] all = java.util.Arrays.copyOf(simulated, simulated.length + further.length);
        System.arraycopy(further, 0, all, simulated.length, further.length);
        return all.length < 2 ? 0 : Moments.variance(all, 1);
    }

    double covariance() {
        double sum = 0;
        double realMean = meanReal();
        double simulatedMean = meanSimulated();
        for (int pair = 0; pair < real.length; pair++) {
            sum += (real[pair] - realMean) * (simulated[pair] - simulatedMean);
        }
        return sum / real.length;
    }

    /** Whether all are 0 or 1. */
    boolean onlySuccesses() {
        return whole(real) && whole(simulated) && whole(further);
    }

    private static boolean whole(double[] scores) {
        for (double score : scores) {
            if (score != 0 && score != 1) {
                return false;
            }
        }
        return true;
    }
}
