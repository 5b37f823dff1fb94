package dev.parley.core.study;

/**
 * Wilson's score interval of a proportion at 95 % (Wilson 1927; Brown, Cai and DasGupta 2001, section 3.1.1).
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record Wilson(double low, double high) {
    private static final double Z = 1.959963984540054;

    /** @throws IllegalArgumentException when there are no trials, or more successes than trials */
    public static Wilson of(int successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials have no interval");
        }
        double n = trials;
        double share = successes / n;
        double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new Wilson(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
