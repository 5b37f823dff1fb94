package dev.parley.core.analysis.versus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The test that {@link Spending} was preferred to: after each block, tables are taken from the largest pooled score
 * down for as long as the chance of any of them so far, at the worst common rate, is within the part of the error that
 * may be spent. A block or two quicker, for a table of all outcomes over a grid of rates.
 */
final class PooledScore {
    private static final int RATES = 100;
    private static final double SAME = 1e-9;

    private final int most;
    /** By block: the tables, first successes then second, at which the first is found better. */
    private final List<boolean[][]> better = new ArrayList<>();

    PooledScore(double error, int most) {
        this.most = most;
        // Of rates above one half, those below are the mirror image.
        double[] rates = IntStream.range(0, RATES)
                .mapToDouble(i -> (i + 0.5) / (2 * RATES))
                .toArray();
        double[][][] open = new double[RATES][most + 1][most + 1];
        Arrays.stream(open).forEach(one -> one[0][0] = 1);
        double[] spent = new double[RATES];
        for (int block = 1; block <= most; block++) {
            int now = block;
            IntStream.range(0, RATES).parallel().forEach(rate -> play(open[rate], now, rates[rate], rates[rate]));
            boolean[][] found = choose(open, spent, now, error * now / most);
            better.add(found);
            for (double[][] one : open) {
                clear(one, found);
            }
        }
    }

    private static boolean[][] choose(double[][][] open, double[] spent, int block, double budget) {
        record Table(int first, int second, double score) {}
        List<Table> tables = new ArrayList<>();
        for (int first = 0; first <= block; first++) {
            for (int second = 0; second < first; second++) {
                double pooled = (first + second) / (2.0 * block);
                tables.add(new Table(
                        first,
                        second,
                        (double) (first - second) / block / Math.sqrt(pooled * (1 - pooled) * 2 / block)));
            }
        }
        tables.sort(Comparator.comparingDouble((Table table) -> -table.score()));
        boolean[][] found = new boolean[block + 1][block + 1];
        int from = 0;
        while (from < tables.size()) {
            int to = from;
            double[] with = spent.clone();
            while (to < tables.size()
                    && tables.get(from).score() - tables.get(to).score() < SAME) {
                Table table = tables.get(to++);
                for (int rate = 0; rate < with.length; rate++) {
                    // At the mirrored rate, its mirrored table has that chance.
                    with[rate] += open[rate][table.first()][table.second()];
                }
            }
            if (Arrays.stream(with).max().orElseThrow() > budget + 1e-12) {
                return found;
            }
            System.arraycopy(with, 0, spent, 0, with.length);
            tables.subList(from, to).forEach(table -> found[table.first()][table.second()] = true);
            from = to;
        }
        return found;
    }

    private static void play(double[][] open, int block, double first, double second) {
        for (int a = block; a >= 0; a--) {
            for (int b = block; b >= 0; b--) {
                double chance = open[a][b] * (1 - first) * (1 - second);
                chance += a > 0 ? open[a - 1][b] * first * (1 - second) : 0;
                chance += b > 0 ? open[a][b - 1] * (1 - first) * second : 0;
                chance += a > 0 && b > 0 ? open[a - 1][b - 1] * first * second : 0;
                open[a][b] = chance;
            }
        }
    }

    private static double[] clear(double[][] open, boolean[][] found) {
        double[] cleared = new double[2];
        for (int a = 0; a < found.length; a++) {
            for (int b = 0; b < found.length; b++) {
                if (found[a][b]) {
                    cleared[0] += open[a][b];
                    cleared[1] += open[b][a];
                    open[a][b] = 0;
                    open[b][a] = 0;
                }
            }
        }
        return cleared;
    }

    /** Chance that the first is found better, that the second is, and mean blocks. */
    double[] ends(double first, double second) {
        double[][] open = new double[most + 1][most + 1];
        open[0][0] = 1;
        double[] ends = new double[3];
        for (int block = 1; block <= most; block++) {
            ends[2] += 1 - ends[0] - ends[1];
            play(open, block, first, second);
            double[] cleared = clear(open, better.get(block - 1));
            ends[0] += cleared[0];
            ends[1] += cleared[1];
        }
        return ends;
    }
}
