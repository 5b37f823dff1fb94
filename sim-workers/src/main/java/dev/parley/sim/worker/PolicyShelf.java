package dev.parley.sim.worker;

import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.util.List;

/** The policies a station can run. */
interface PolicyShelf extends AutoCloseable {

    /** What the gateway is told. */
    List<PolicyCapability> capabilities();

    /**
     * The policy of exactly this version, loaded to act in that scene; throws {@link PolicyException} when it is not here, does not
     * act there or does not load.
     */
    Policy take(PolicyReference wanted, SceneDescription scene);

    /** Whether it also has policies elsewhere, which the gateway names in its offers. */
    default boolean reachesOthers() {
        return false;
    }

    /** Whether it also has files that researchers uploaded, which the gateway names in its offers. */
    default boolean runsUploaded() {
        return false;
    }

    /** The episode that took it is over. */
    default void giveBack(Policy policy) {
        // Kept for the next.
    }

    /** Loads what takes long, so that the first episode does not wait for it. */
    void preload();

    /** Forgets a loaded policy that does not answer any more; the next {@link #take} loads it anew. */
    void discard(PolicyReference stuck);

    @Override
    void close();
}
