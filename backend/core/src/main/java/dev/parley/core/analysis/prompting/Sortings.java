package dev.parley.core.analysis.prompting;

import java.util.HashMap;
import java.util.Map;

/**
 * How far two ways of sorting the same things into groups agree: the adjusted Rand index (Hubert and Arabie 1985). 1 is
 * the same, 0 is as by chance.
 */
public final class Sortings {
    private Sortings() {}

    /**
     * The index.
     *
     * @param one group of each thing
     * @param other group of each, in the same order
     */
    public static double agreement(int[] one, int[] other) {
        if (one.length != other.length || one.length < 2) {
            throw new IllegalArgumentException(one.length + " and " + other.length + " things cannot be compared");
        }
        Map<Long, Integer> cells = new HashMap<>();
        Map<Integer, Integer> rows = new HashMap<>();
        Map<Integer, Integer> columns = new HashMap<>();
        for (int i = 0; i < one.length; i++) {
            cells.merge((long) one[i] << Integer.SIZE | other[i] & 0xFFFFFFFFL, 1, Integer::sum);
            rows.merge(one[i], 1, Integer::sum);
            columns.merge(other[i], 1, Integer::sum);
        }
        double together = pairs(cells);
        double inRows = pairs(rows);
        double inColumns = pairs(columns);
        double all = one.length * (one.length - 1.0) / 2;
        double chance = inRows * inColumns / all;
        double most = (inRows + inColumns) / 2;
        // All in one group, or each alone, in both: the same.
        return most == chance ? 1 : (together - chance) / (most - chance);
    }

    private static double pairs(Map<?, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> count * (count - 1.0) / 2)
                .sum();
    }
}
