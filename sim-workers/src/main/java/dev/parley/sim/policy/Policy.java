package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;

/**
 * A named function from observations to actions.
 *
 * <p>The same version, instruction, seed and observations give the same actions within one execution profile. Used by one
 * thread at a time; {@link #begin} separates episodes.
 */
public interface Policy extends AutoCloseable {

    /** What it is, which version, how it was made and measured. */
    PolicyCard card();

    /** Starts an episode with the person's words, verbatim; throws {@link PolicyException} if it cannot work with them. */
    void begin(String instruction, long seed);

    /** The next action; throws {@link PolicyException} if the answer is no action. */
    Action act(Observation observation);

    @Override
    void close();
}
