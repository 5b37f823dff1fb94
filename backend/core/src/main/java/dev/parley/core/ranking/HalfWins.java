package dev.parley.core.ranking;

/**
 * Ties as half a win for each side, as FastChat and arena-rank count them: another model than {@link Davidson}'s, for
 * comparing with their boards. Strengths lie closer together, since a tie then speaks for a chance of one half.
 */
final class HalfWins {
    private HalfWins() {}

    /** The same weights without ties. */
    static double[] of(double[] sums) {
        double[] halved = new double[sums.length];
        for (int cell = 0; cell < sums.length; cell += Preferences.OUTCOMES) {
            double half = sums[cell + Preferences.NEITHER] / 2;
            halved[cell + Preferences.FIRST] = sums[cell + Preferences.FIRST] + half;
            halved[cell + Preferences.SECOND] = sums[cell + Preferences.SECOND] + half;
        }
        return halved;
    }
}
