package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Bend;
import dev.parley.core.ranking.Davidson.Fit;
import java.util.Arrays;

/**
 * Standard errors of strengths without drawing anything: by how slopes fall, which takes votes for independent and the
 * model for true; and by what each voter pushes (sandwich: Huber 1967; White 1982), which takes neither. For checks of
 * {@link Rounds}, and where rounds would take too long.
 */
final class StrengthErrors {
    private StrengthErrors() {}

    /** Of each strength, with the mean of all held at 0. */
    static double[] ofStrengths(Bend bend, int policies) {
        return errors(inverse(bend), policies);
    }

    /** Of the logarithm of nu; NaN without ties. */
    static double ofLogTies(Bend bend, int policies) {
        return bend.size() > policies ? Math.sqrt(inverse(bend)[policies][policies]) : Double.NaN;
    }

    /** Of each strength, by voters. */
    static double[] byVoters(Preferences preferences, Island island, Fit fit, Bend bend) {
        double[][] inverse = inverse(bend);
        int size = bend.size();
        int[] pairs = new int[preferences.pairs()];
        Arrays.fill(pairs, -1);
        for (int pair = 0; pair < island.pairs.length; pair++) {
            pairs[island.pairs[pair]] = pair;
        }
        double[][] middle = new double[size][size];
        for (int voter = 0; voter < preferences.voters(); voter++) {
            double[] push = new double[size];
            for (int row = preferences.begin(voter); row < preferences.begin(voter + 1); row++) {
                int pair = pairs[preferences.cell(row) / Preferences.OUTCOMES];
                if (pair >= 0) {
                    push(
                            push,
                            fit,
                            island.first[pair],
                            island.second[pair],
                            preferences.cell(row) % Preferences.OUTCOMES,
                            preferences.weight(row));
                }
            }
            double[] moved = times(inverse, push);
            for (int one = 0; one < size; one++) {
                for (int other = 0; other < size; other++) {
                    middle[one][other] += moved[one] * moved[other];
                }
            }
        }
        return errors(middle, island.size());
    }

    private static void push(double[] push, Fit fit, int first, int second, int outcome, double weight) {
        double up = Math.exp((fit.strengths()[first] - fit.strengths()[second]) / 2);
        double all = up + 1 / up + 2 * fit.ties();
        double got = outcome == Preferences.FIRST ? 1 : outcome == Preferences.NEITHER ? 0.5 : 0;
        double slope = weight * (got - (up + fit.ties()) / all);
        push[first] += slope;
        push[second] -= slope;
        if (push.length > fit.strengths().length) {
            push[push.length - 1] += weight * ((outcome == Preferences.NEITHER ? 1 : 0) - 2 * fit.ties() / all);
        }
    }

    private static double[] times(double[][] matrix, double[] values) {
        double[] product = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values.length; column++) {
                product[row] += matrix[row][column] * values[column];
            }
        }
        return product;
    }

    private static double[][] inverse(Bend bend) {
        double[][] inverse = new double[bend.size()][bend.size()];
        for (int row = 0; row < inverse.length; row++) {
            inverse[row][row] = 1;
            Cholesky.solve(bend.factor(), inverse[row]);
        }
        return inverse;
    }

    /** What is common to all strengths is no difference between them: it is taken out. */
    private static double[] errors(double[][] covariance, int policies) {
        double all = 0;
        double[] rows = new double[policies];
        for (int row = 0; row < policies; row++) {
            for (int column = 0; column < policies; column++) {
                rows[row] += covariance[row][column] / policies;
            }
            all += rows[row] / policies;
        }
        double[] errors = new double[policies];
        for (int policy = 0; policy < policies; policy++) {
            errors[policy] = Math.sqrt(covariance[policy][policy] - 2 * rows[policy] + all);
        }
        return errors;
    }
}
