package dev.parley.core.ranking;

import java.util.Arrays;
import java.util.Optional;

/**
 * Ranges of places and tiers, by tests of all differences. A tier ends only where everyone above is parted from everyone below.
 *
 * @param first best place of each, in the order of strength
 * @param last worst place
 * @param tier from 0
 */
record Places(int[] first, int[] last, int[] tier) {
    /**
     * @param order policies, the strongest first
     * @param drawn empty parts nobody
     */
    static Places of(int[] order, Optional<Rounds> drawn) {
        int size = order.length;
        int[] first = new int[size];
        int[] last = new int[size];
        Arrays.fill(first, 1);
        Arrays.fill(last, size);
        // The weakest place that cannot be told from one at this place or above.
        int[] reach = new int[size];
        for (int upper = 0; upper < size; upper++) {
            reach[upper] = Math.max(upper, upper == 0 ? 0 : reach[upper - 1]);
            for (int lower = upper + 1; lower < size; lower++) {
                int stronger = order[upper];
                int weaker = order[lower];
                if (drawn.map(rounds -> rounds.parts(stronger, weaker)).orElse(false)) {
                    first[lower]++;
                    last[upper]--;
                } else {
                    reach[upper] = Math.max(reach[upper], lower);
                }
            }
        }
        int[] tier = new int[size];
        for (int place = 1; place < size; place++) {
            tier[place] = reach[place - 1] >= place ? tier[place - 1] : tier[place - 1] + 1;
        }
        return new Places(first, last, tier);
    }
}
