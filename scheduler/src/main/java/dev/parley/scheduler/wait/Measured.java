package dev.parley.scheduler.wait;

import dev.parley.core.station.StationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Measured durations of episodes, resets included, per kind of station and scene; pooled over stations of a kind. */
record Measured(Map<Key, List<Duration>> durations, int atLeast) {
    Measured {
        durations = Map.copyOf(durations);
    }

    /** Empty where too little was measured to say anything. */
    List<Duration> of(StationKind kind, String sceneId) {
        List<Duration> known = durations.getOrDefault(new Key(kind, sceneId), List.of());
        return known.size() < atLeast ? List.of() : known;
    }

    /** What durations are pooled by. */
    record Key(StationKind kind, String sceneId) {}
}
