package dev.parley.core.analysis.versus;

import dev.parley.core.analysis.versus.Crossings.Blocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The exact test over both counts that {@link Spending} was preferred to. A table says how many episodes the first and
 * how many the second policy did by a block. One-sided: after block n of N, tables in which the first leads are taken
 * from the largest pooled score down, those of the same score together, for as long as at no rate common to both the
 * chance to have come to any table taken so far exceeds the error times n / N. Those of the second are the mirror image.
 *
 * <p>Each side is designed as if the other did not end studies. The worst common rate is sought among the hundredths:
 * of a finer grid, a table here and there is taken later from some hundred blocks on. A block or two quicker than
 * {@link Spending}, for chances of all tables at each of the rates, in time and doubles that grow with the cube and the
 * square of the blocks. Immutable.
 */
final class PooledScore {
    // Above one half a table is as likely as, below, the one with failures for successes and the sides exchanged, which
    // has the same score: nothing is worse there.
    private static final double[] RATES =
            IntStream.rangeClosed(1, 50).mapToDouble(percent -> percent / 100.0).toArray();

    private final int most;
    /** By block: the tables, done by the first and by the second, at which the first is found better. */
    private final List<boolean[][]> better = new ArrayList<>();

    /**
     * Designs it.
     *
     * @param error of this side: half of a two-sided one
     * @param most blocks
     */
    PooledScore(double error, int most) {
        this.most = most;
        double[][][] open = new double[RATES.length][most + 1][most + 1];
        Arrays.stream(open).forEach(one -> one[0][0] = 1);
        double[] spent = new double[RATES.length];
        for (int block = 1; block <= most; block++) {
            int now = block;
            IntStream.range(0, RATES.length)
                    .parallel()
                    .forEach(rate -> play(open[rate], now, RATES[rate], RATES[rate]));
            boolean[][] found = choose(open, spent, now, error * now / most);
            better.add(found);
            Arrays.stream(open).forEach(one -> close(one, found, false));
        }
    }

    /** A table in which the first leads. */
    private record Table(int first, int second, int block) implements Comparable<Table> {
        /** By the square of the pooled score but for a factor, in whole numbers: what is equal must not be rounded apart. */
        @Override
        public int compareTo(Table other) {
            return Long.compare(lead() * other.spread(), other.lead() * spread());
        }

        private long lead() {
            return (long) (first - second) * (first - second);
        }

        private long spread() {
            return (long) (first + second) * (2 * block - first - second);
        }
    }

    private static boolean[][] choose(double[][][] open, double[] spent, int block, double budget) {
        List<Table> tables = new ArrayList<>();
        for (int first = 0; first <= block; first++) {
            for (int second = 0; second < first; second++) {
                tables.add(new Table(first, second, block));
            }
        }
        tables.sort(Comparator.reverseOrder());
        boolean[][] found = new boolean[block + 1][block + 1];
        int from = 0;
        while (from < tables.size()) {
            int to = from;
            double[] with = spent.clone();
            while (to < tables.size() && tables.get(from).compareTo(tables.get(to)) == 0) {
                Table table = tables.get(to++);
                for (int rate = 0; rate < with.length; rate++) {
                    with[rate] += open[rate][table.first()][table.second()];
                }
            }
            if (Arrays.stream(with).max().orElseThrow() > budget) {
                return found;
            }
            System.arraycopy(with, 0, spent, 0, with.length);
            tables.subList(from, to).forEach(table -> found[table.first()][table.second()] = true);
            from = to;
        }
        return found;
    }

    /** One more block; {@code open} holds the chance of each table that gave no verdict. */
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

    /** Takes out the tables with a verdict, or their mirror images, and gives the chance that was left of them. */
    private static double close(double[][] open, boolean[][] found, boolean mirrored) {
        double closed = 0;
        for (int first = 1; first < found.length; first++) {
            for (int second = 0; second < first; second++) {
                if (found[first][second]) {
                    int a = mirrored ? second : first;
                    int b = mirrored ? first : second;
                    closed += open[a][b];
                    open[a][b] = 0;
                }
            }
        }
        return closed;
    }

    /** How studies end that watch both sides, where episodes succeed at these rates, independently of each other. */
    Blocks ends(double firstRate, double secondRate) {
        double[][] open = new double[most + 1][most + 1];
        open[0][0] = 1;
        double first = 0;
        double second = 0;
        double mean = 0;
        OptionalInt median = OptionalInt.empty();
        for (int block = 1; block <= most; block++) {
            mean += 1 - first - second;
            play(open, block, firstRate, secondRate);
            first += close(open, better.get(block - 1), false);
            second += close(open, better.get(block - 1), true);
            if (median.isEmpty() && first + second >= 0.5) {
                median = OptionalInt.of(block);
            }
        }
        return new Blocks(first, second, mean, median);
    }
}
