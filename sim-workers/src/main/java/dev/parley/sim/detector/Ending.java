package dev.parley.sim.detector;

import dev.parley.sim.scene.Observation;
import java.util.List;

/**
 * What the detector sees of an episode: three looks of the policy's camera, each with what the body felt then.
 *
 * @param first before the first action
 * @param earlier a second before the last, or the first where the episode was shorter
 * @param last when everything was over
 */
public record Ending(Observation first, Observation earlier, Observation last) {

    /** Actions between the two last looks: a second at 10 Hz. */
    public static final int APART_ACTIONS = 10;

    /** In the order in which the network takes them. */
    List<Observation> looks() {
        return List.of(first, earlier, last);
    }
}
