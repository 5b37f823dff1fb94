package dev.parley.sim.body;

import dev.parley.sim.task.BodyTruth;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One kind of robot in one world: the meaning of its actions, how they drive the model's actuators, and what it feels.
 *
 * <p>An action takes {@value #SUBSTEPS} physics steps. The scene calls {@link #begin} once, then before each step
 * {@link #drive}, and steps the world itself. Equal calls give equal bytes. Single-threaded. To add a body, implement this, add
 * its id to {@link Bodies}, and name that id as a scene's embodiment.
 */
public interface Body {

    /** Physics steps of 1/480 s in one action of a tenth of a second. */
    int SUBSTEPS = 48;

    /** What the numbers of {@link #proprioception} are, with units, in order. */
    List<String> proprioceptionNames();

    /**
     * Takes its starting pose at rest, before the world's derived quantities are computed.
     *
     * @param conditions value of a factor by name; throws when the scene has no such factor
     */
    void start(ToDoubleFunction<String> conditions);

    /** Accepts a command and returns it as it will be carried out, within limits and workspace. */
    Action begin(Action wanted);

    /** Sets the actuators for the next physics step, number {@code substep} (0 to {@value #SUBSTEPS}-1) of the action begun last. */
    void drive(int substep);

    /** The command that changes nothing. */
    Action stay();

    /** What it feels now. */
    float[] proprioception();

    /**
     * Where it truly is: for judges and experts only.
     *
     * @param underWay commands given that have not arrived yet, the oldest first
     */
    BodyTruth truth(Collection<Action> underWay);
}
