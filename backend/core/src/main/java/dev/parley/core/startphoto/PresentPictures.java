package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Port: what a station's camera shows now. The gateway implements it. */
public interface PresentPictures {
    /**
     * What is to be shown.
     *
     * @param sceneId of the episode that is about to begin, as the seed and the conditions: a robot's station leaves them aside, a
     *     rehearsal shows the start that they are for
     * @param widthPx 0: the camera's own
     * @param heightPx 0: the camera's own
     */
    record Wanted(String camera, String sceneId, long seed, Map<String, Double> conditions, int widthPx, int heightPx) {
        public Wanted {
            conditions = Map.copyOf(conditions);
        }
    }

    /**
     * @return PNG bytes, as the station sent them: not looked at yet
     * @throws dev.parley.core.problem.ParleyException SERVICE_AWAY in the Uni, saying why there is none
     */
    Uni<byte[]> take(StationId station, Wanted wanted);
}
