package dev.parley.core.station;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How time passes for whoever waits for one of some stations: only while one of them is open by its hours. Pure arithmetic; a pause
 * or a cut line is no closing.
 *
 * @param stations the hours of all that would do; with none, or where one is always open, time passes as ever
 */
public record OpenTime(List<OpeningHours> stations) {
    public OpenTime {
        stations = List.copyOf(stations);
    }

    /**
     * Of these stations. One without hours that is away is none that would do: it may never come back, and it keeps no time for a lab
     * that is closed meanwhile. One with hours counts also while it is away, since it may be switched off outside of them.
     */
    public static OpenTime of(List<StationData> stations) {
        return stations.stream()
                        .anyMatch(station ->
                                station.hours().isEmpty() && station.connection() == StationData.Connection.ONLINE)
                ? new OpenTime(List.of())
                : new OpenTime(stations.stream()
                        .flatMap(station -> station.hours().stream())
                        .toList());
    }

    /**
     * When so much open time has passed since {@code from}.
     *
     * @param latest not later than this, however little they are open
     */
    public Instant after(Instant from, Duration open, Instant latest) {
        Instant at = from;
        Duration left = open;
        while (at.isBefore(latest)) {
            Instant now = at;
            Instant next = stations.stream()
                    .map(hours -> hours.changesAfter(now))
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
            if (stations.isEmpty()
                    || stations.stream()
                            .anyMatch(hours -> hours.closedUntil(now).isEmpty())) {
                Instant done = at.plus(left);
                if (!done.isAfter(next)) {
                    return done.isBefore(latest) ? done : latest;
                }
                left = left.minus(Duration.between(at, next));
            }
            at = next;
        }
        return latest;
    }
}
