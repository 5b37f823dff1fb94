package dev.parley.sim.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of an evaluation so far. Thread-safe. */
final class Rows {

    private final List<EpisodeRow> rows = Collections.synchronizedList(new ArrayList<>());

    Rows(List<EpisodeRow> kept) {
        rows.addAll(kept);
    }

    void add(EpisodeRow row) {
        rows.add(row);
    }

    int count() {
        return rows.size();
    }

    /** In the order of the plan. */
    List<EpisodeRow> inOrder() {
        synchronized (rows) {
            return rows.stream()
                    .sorted(Comparator.comparingInt(EpisodeRow::number))
                    .toList();
        }
    }

    /** Numbers of the episodes that are there. */
    Set<Integer> numbers() {
        synchronized (rows) {
            return rows.stream().map(EpisodeRow::number).collect(Collectors.toUnmodifiableSet());
        }
    }

    long successes() {
        synchronized (rows) {
            return rows.stream().filter(EpisodeRow::success).count();
        }
    }
}
