package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.util.List;
import java.util.Optional;

/**
 * A named function from observations to actions.
 *
 * <p>The same version, prompt, seed and observations give the same actions within one execution profile. Used by one
 * thread at a time; {@link #begin} separates episodes.
 */
public interface Policy extends AutoCloseable {

    /** What it is, which version, how it was made and measured. */
    PolicyCard card();

    /** Starts an episode with what the person asks for; throws {@link PolicyException} if it cannot work with that. */
    void begin(Prompted prompted, long seed);

    /** The next action; throws {@link PolicyException} if the answer is no action. */
    Action act(Observation observation);

    /**
     * What the policy wants people to read about the action just given, in its own words; the caller takes them: asked again, there
     * are none. Together at most 500 characters an action and 200 notes an episode, beyond which they are cut. Most have nothing to
     * say.
     */
    default List<String> notes() {
        return List.of();
    }

    /**
     * How far the policy knows the words it was begun with; asked after the first action. Empty where it cannot tell. Apart from
     * success: what is unfamiliar may be done, and what is familiar may fail.
     */
    default Optional<Familiarity> familiarity() {
        return Optional.empty();
    }

    @Override
    void close();
}
