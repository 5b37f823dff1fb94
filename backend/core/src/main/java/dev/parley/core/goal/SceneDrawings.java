package dev.parley.core.goal;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Pictures of scenes with things moved, drawn by a simulator that some replica holds. The server itself has no simulator. */
public interface SceneDrawings {
    /**
     * @param seed of the start, unsigned
     * @param placements what is elsewhere than at the start; empty for the start itself
     * @throws dev.parley.core.problem.ParleyException PLACEMENT_REFUSED naming the object, or SERVICE_AWAY, in the Uni
     */
    Uni<ArrangedScene> draw(String sceneId, long seed, List<Placed> placements);
}
