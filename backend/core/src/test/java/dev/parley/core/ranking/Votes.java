package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Fit;
import dev.parley.core.ranking.Preferences.Collector;

/** Votes by number, each by a voter of its own. */
final class Votes {
    private final Collector collector = new Collector();
    private int voter;

    /** How often the first was better, the second was better, and neither. */
    Votes pair(int first, int second, int won, int lost, int tied) {
        for (int i = 0; i < won + lost + tied; i++) {
            Choice choice = i < won ? Choice.LEFT : i < won + lost ? Choice.RIGHT : Choice.TIE;
            collector.add(voter++, first, second, choice, 1);
        }
        return this;
    }

    Preferences cast() {
        return collector.collected();
    }

    /** Of the only island. */
    static Fit fit(Preferences preferences, double ridge) {
        Island island = island(preferences);
        return new Davidson(island.size(), island.first, island.second, ridge, 1e-9)
                .fit(island.own(preferences.sums()), Fit.even(island.size()));
    }

    static Island island(Preferences preferences) {
        return new Island(preferences, new Islands(preferences).all().getFirst());
    }

    /** Four policies whose reference strengths are known. */
    static Votes four() {
        return new Votes()
                .pair(0, 1, 12, 6, 4)
                .pair(0, 2, 15, 4, 3)
                .pair(0, 3, 9, 2, 1)
                .pair(1, 2, 8, 7, 6)
                .pair(1, 3, 10, 5, 3)
                .pair(2, 3, 7, 7, 2);
    }
}
