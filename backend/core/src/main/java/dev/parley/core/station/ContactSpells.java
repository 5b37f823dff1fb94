package dev.parley.core.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How much of a stretch of time a station was out of contact, from the moments at which that changed. Pure arithmetic. */
final class ContactSpells {
    private final List<Change> changes;

    /** @param changes oldest first, with the last one before the stretches that are asked for, where there is one */
    ContactSpells(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    /** At this moment it came or went. */
    record Change(Instant at, boolean online) {}

    /** @return shares of {@code from} to {@code until}; 0 and 0 for an empty stretch */
    Shares shares(Instant from, Instant until) {
        double length = seconds(from, until);
        if (length <= 0) {
            return new Shares(0, 0);
        }
        double away = 0;
        double unknown = changes.isEmpty()
                ? length
                : overlap(Instant.MIN, changes.getFirst().at(), from, until);
        for (int i = 0; i < changes.size(); i++) {
            Instant end = i + 1 < changes.size() ? changes.get(i + 1).at() : Instant.MAX;
            if (!changes.get(i).online()) {
                away += overlap(changes.get(i).at(), end, from, until);
            }
        }
        return new Shares(away / length, unknown / length);
    }

    private static double overlap(Instant begin, Instant end, Instant from, Instant until) {
        Instant first = begin.isAfter(from) ? begin : from;
        Instant last = end.isBefore(until) ? end : until;
        return first.isBefore(last) ? seconds(first, last) : 0;
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }

    /** Each from 0 to 1. */
    record Shares(double away, double unknown) {}
}
