package dev.parley.core.result;

import dev.parley.core.station.StationKind;
import java.util.Optional;

/**
 * Which episodes are looked at.
 *
 * @param body simulated and real ones are never in one sample
 * @param sceneId empty: all scenes
 * @param taskId of that scene; empty: all tasks
 */
public record Sample(StationKind body, Judge judge, Optional<String> sceneId, Optional<String> taskId) {
    public Sample {
        if (taskId.isPresent() && sceneId.isEmpty()) {
            throw new IllegalArgumentException("a task without its scene names nothing");
        }
    }
}
