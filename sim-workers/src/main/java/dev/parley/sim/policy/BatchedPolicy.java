package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;

/**
 * A policy that is one network, which can answer for the episodes of many worlds at once: each world has a policy of its own, made by
 * {@link #another}, and all share the network. A row gives the same action as {@link #act} alone.
 */
public interface BatchedPolicy extends Policy {

    /** The network that all episodes share. */
    OnnxNetwork network();

    /** The same policy for another world; closing it leaves the network open. */
    BatchedPolicy another();

    /** Puts what the network needs for this episode's next action into a row. */
    void ask(Observation observation, NetworkBatch batch, int row);

    /** The action that the network gave in a row; throws {@link PolicyException} if it is none. */
    Action answer(NetworkBatch batch, int row);
}
