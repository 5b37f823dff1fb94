package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything a leaderboard is read from: votes, sets of policies that hang together, their strengths, and what these
 * might as well have been. Immutable.
 *
 * @param drawn empty where there are too few voters
 */
record Reckoning(
        Preferences preferences,
        Islands islands,
        List<Island> parts,
        List<Fit> fits,
        Optional<List<Rounds>> drawn,
        double ridge,
        int rounds,
        long seed) {
    static final double EXACT = 1e-9;

    /** From votes alone. */
    static Reckoning of(Preferences preferences, double ridge, int rounds, long seed) {
        Islands islands = new Islands(preferences);
        List<Island> parts = parts(preferences, islands);
        double[] sums = preferences.sums();
        List<Fit> fits = parts.stream()
                .map(island -> model(island, ridge).fit(island.own(sums), Fit.even(island.size())))
                .toList();
        Optional<List<Rounds>> drawn = preferences.voters() < Ranking.LEAST_VOTERS
                ? Optional.empty()
                : Optional.of(Rounds.of(preferences, parts, fits, ridge, rounds, seed));
        return new Reckoning(preferences, islands, parts, fits, drawn, ridge, rounds, seed);
    }

    static List<Island> parts(Preferences preferences, Islands islands) {
        return islands.all().stream()
                .map(policies -> new Island(preferences, policies))
                .toList();
    }

    static Davidson model(Island island, double ridge) {
        return new Davidson(island.size(), island.first, island.second, ridge, EXACT);
    }

    /** Whether these are the same sets, so that what is known of each can be carried on. */
    boolean hasParts(List<Island> others) {
        if (parts.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!Arrays.equals(parts.get(i).policies, others.get(i).policies)) {
                return false;
            }
        }
        return true;
    }
}
