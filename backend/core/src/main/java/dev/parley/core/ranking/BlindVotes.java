package dev.parley.core.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Votes while they are read: versions and voters get their numbers in the order in which they come. Not thread-safe. */
final class BlindVotes {
    private final Preferences.Collector collector = new Preferences.Collector();
    private final Map<Entrant, Integer> entrants = new HashMap<>();
    private final List<Entrant> inOrder = new ArrayList<>();
    private final Map<UUID, Integer> voters = new HashMap<>();

    void add(UUID voter, Entrant left, Entrant right, Choice choice, double weight) {
        collector.add(
                voters.computeIfAbsent(voter, ignored -> voters.size()), number(left), number(right), choice, weight);
    }

    private int number(Entrant entrant) {
        return entrants.computeIfAbsent(entrant, ignored -> {
            inOrder.add(entrant);
            return inOrder.size() - 1;
        });
    }

    List<Entrant> entrants() {
        return inOrder;
    }

    Preferences cast() {
        return collector.collected();
    }
}
