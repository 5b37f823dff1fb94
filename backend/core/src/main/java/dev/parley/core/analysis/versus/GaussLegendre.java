package dev.parley.core.analysis.versus;

/** Where and how much to weigh a function so that its integral over 0 to 1 is exact for polynomials up to degree 2n - 1. */
final class GaussLegendre {
    /** Enough for a product of more than a hundred terms. */
    static final GaussLegendre POINTS = new GaussLegendre(64);

    final double[] at;
    final double[] weight;

    /** Roots of the Legendre polynomial by Newton from Tricomi's guess (Press and others 2007, section 4.6). */
    GaussLegendre(int points) {
        at = new double[points];
        weight = new double[points];
        for (int i = 0; i < points; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (points + 0.5));
            double slope = 0;
            for (int step = 0; step < 50; step++) {
                double before = 1;
                double value = x;
                for (int k = 2; k <= points; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                slope = points * (x * value - before) / (x * x - 1);
                double move = value / slope;
                x -= move;
                if (Math.abs(move) < 1e-16) {
                    break;
                }
            }
            at[i] = (1 - x) / 2;
            weight[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }
}
