package dev.parley.gateway;

import dev.parley.station.v1.RenderRequest;
import io.smallrye.mutiny.Uni;

/** Pictures of scenes, drawn by any idle simulator that this replica holds. */
public interface Renders {
    /**
     * @param request without a request id; scene, camera, seed, conditions and size say what to draw
     * @return PNG bytes, within some seconds
     * @throws dev.parley.core.problem.ParleyException SERVICE_AWAY, in the Uni, when no simulator is free or it refuses
     */
    Uni<byte[]> render(RenderRequest request);
}
