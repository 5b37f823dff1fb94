package dev.parley.core.ranking;

/**
 * As how many votes one about a drawn pair counts, so that pairs that are drawn often do not say more than others: the inverse of
 * the chance with which it was drawn, 1 where all pairs were as likely. Held within {@value #LEAST} and {@value #MOST}: a draw
 * that leaves a fifth of its chance to all pairs alike gives no weight above {@value #MOST}, so what is cut off is only what older draws
 * without that floor would have given.
 */
public final class PairWeight {
    private static final double LEAST = 0.2;
    private static final double MOST = 5;

    private PairWeight() {}

    /**
     * @param propensity the chance with which this pair was drawn
     * @param pairs among how many it was drawn
     * @throws IllegalArgumentException where these cannot be
     */
    public static double of(double propensity, int pairs) {
        if (!(propensity > 0 && propensity <= 1) || pairs < 1) {
            throw new IllegalArgumentException("no pair of " + pairs + " is drawn with chance " + propensity);
        }
        return Math.clamp(1 / (propensity * pairs), LEAST, MOST);
    }
}
