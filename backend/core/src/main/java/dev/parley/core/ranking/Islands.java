package dev.parley.core.ranking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Which policies can be compared at all: those that votes link, by however many others. Inside of such an island, strengths have a finite
 * best guess only when nobody, and no group, is without a loss to the rest (Ford 1957).
 */
final class Islands {
    private final Preferences preferences;

    Islands(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Policies of each island, the largest island first; those that nobody compared are in none. */
    List<int[]> all() {
        int[] root = new int[preferences.policies()];
        Arrays.setAll(root, policy -> policy);
        boolean[] compared = new boolean[root.length];
        for (int pair = 0; pair < preferences.pairs(); pair++) {
            compared[preferences.first(pair)] = true;
            compared[preferences.second(pair)] = true;
            root[root(root, preferences.first(pair))] = root(root, preferences.second(pair));
        }
        List<List<Integer>> members = new ArrayList<>();
        for (int policy = 0; policy < root.length; policy++) {
            members.add(new ArrayList<>());
        }
        for (int policy = 0; policy < root.length; policy++) {
            if (compared[policy]) {
                members.get(root(root, policy)).add(policy);
            }
        }
        return members.stream()
                .filter(island -> !island.isEmpty())
                .sorted((left, right) -> right.size() - left.size())
                .map(island -> island.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static int root(int[] root, int policy) {
        int at = policy;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** Whether from each of them every other is reached along wins and ties. */
    boolean bounded(int[] island) {
        return reached(island[0], true) == island.length && reached(island[0], false) == island.length;
    }

    private int reached(int start, boolean alongWins) {
        List<List<Integer>> next = new ArrayList<>();
        for (int policy = 0; policy < preferences.policies(); policy++) {
            next.add(new ArrayList<>());
        }
        for (int pair = 0; pair < preferences.pairs(); pair++) {
            boolean tied = preferences.count(pair, Preferences.NEITHER) > 0;
            link(next, pair, alongWins, tied || preferences.count(pair, Preferences.FIRST) > 0);
            link(next, pair, !alongWins, tied || preferences.count(pair, Preferences.SECOND) > 0);
        }
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen.set(start);
        while (!open.isEmpty()) {
            for (int policy : next.get(open.pop())) {
                if (!seen.get(policy)) {
                    seen.set(policy);
                    open.push(policy);
                }
            }
        }
        return seen.cardinality();
    }

    private void link(List<List<Integer>> next, int pair, boolean forward, boolean there) {
        if (there) {
            int from = forward ? preferences.first(pair) : preferences.second(pair);
            next.get(from).add(forward ? preferences.second(pair) : preferences.first(pair));
        }
    }
}
