package dev.parley.core.analysis.versus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Of several policies against one baseline, those that are better, with at most the share alpha of them wrong on
 * average (e-BH: Wang and Ramdas 2022). Holds however the e-values depend on each other.
 */
public final class FalseDiscoveries {
    private FalseDiscoveries() {}

    /** @return numbers of those that are better */
    public static BitSet better(double[] evidence, double alpha) {
        int[] order = IntStream.range(0, evidence.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -evidence[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = 0;
        for (int place = 1; place <= order.length; place++) {
            if (evidence[order[place - 1]] >= order.length / (alpha * place)) {
                last = place;
            }
        }
        BitSet better = new BitSet();
        Arrays.stream(order, 0, last).forEach(better::set);
        return better;
    }
}
