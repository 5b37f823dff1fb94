package dev.parley.core.ranking;

import java.util.Arrays;

/** One island's pairs and cells, with its policies numbered anew from 0. */
final class Island {
    final int[] policies;
    /** Numbers of its pairs among all. */
    final int[] pairs;

    final int[] first;
    final int[] second;

    Island(Preferences preferences, int[] policies) {
        this.policies = policies;
        int[] place = new int[preferences.policies()];
        Arrays.fill(place, -1);
        for (int i = 0; i < policies.length; i++) {
            place[policies[i]] = i;
        }
        int[] own = new int[preferences.pairs()];
        int size = 0;
        for (int pair = 0; pair < own.length; pair++) {
            if (place[preferences.first(pair)] >= 0) {
                own[size++] = pair;
            }
        }
        pairs = Arrays.copyOf(own, size);
        first = Arrays.stream(pairs).map(pair -> place[preferences.first(pair)]).toArray();
        second = Arrays.stream(pairs)
                .map(pair -> place[preferences.second(pair)])
                .toArray();
    }

    int size() {
        return policies.length;
    }

    /** Of all cells, those of its own pairs. */
    double[] own(double[] sums) {
        double[] own = new double[Preferences.OUTCOMES * pairs.length];
        for (int pair = 0; pair < pairs.length; pair++) {
            System.arraycopy(
                    sums, Preferences.OUTCOMES * pairs[pair], own, Preferences.OUTCOMES * pair, Preferences.OUTCOMES);
        }
        return own;
    }
}
