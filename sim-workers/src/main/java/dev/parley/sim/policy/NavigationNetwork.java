package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.util.Map;

/**
 * The network of a policy that drives to where a picture was taken.
 *
 * <p>Inputs: {@code image} and {@code goal} uint8 [n, 64, 64, 3], what the robot's camera sees and should see; {@code proprioception}
 * float [n, 6]; {@code memory} float [n, {@value #MEMORY}], zeros at the start of an episode. Outputs: {@code action} float [n, 2] in m/s
 * and rad/s, {@code memory_after}, to be put in at the next step, and {@code situation} float [n, {@value #SITUATION}], what it drives
 * by: the believed way to the goal first, metres ahead and metres to the left.
 */
public final class NavigationNetwork implements AutoCloseable {

    /** Numbers that it hands from one step to the next. */
    public static final int MEMORY = 26;

    /** Numbers that its driving part goes by. */
    public static final int SITUATION = 32;

    static final int PIXELS = Observation.IMAGE_SIDE * Observation.IMAGE_SIDE * 3;

    private static final int PROPRIOCEPTION_WIDTH = 6;
    private static final int ACTION_WIDTH = 2;
    private static final TensorShape PICTURE = TensorShape.uint8(Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, 3);
    private static final Map<String, TensorShape> INPUTS = Map.of(
            "image",
            PICTURE,
            "goal",
            PICTURE,
            "proprioception",
            TensorShape.floats(PROPRIOCEPTION_WIDTH),
            "memory",
            TensorShape.floats(MEMORY));
    private static final Map<String, TensorShape> OUTPUTS = Map.of(
            "action", TensorShape.floats(ACTION_WIDTH),
            "memory_after", TensorShape.floats(MEMORY),
            "situation", TensorShape.floats(SITUATION));

    private final OnnxNetwork network;

    /** Loads an artifact; throws {@link PolicyException} when it is no network of this shape. */
    public NavigationNetwork(byte[] artifact) {
        network = new OnnxNetwork(artifact).require(INPUTS, OUTPUTS);
    }

    /** Whether an artifact takes a goal picture and a memory, as these do; throws {@link PolicyException} when it is no network. */
    static boolean isIn(byte[] artifact) {
        try (OnnxNetwork network = new OnnxNetwork(artifact)) {
            return network.inputs().keySet().equals(INPUTS.keySet());
        }
    }

    /** Room for batches of at most so many rows. */
    public NetworkBatch batch(int mostRows) {
        return network.batch(mostRows);
    }

    OnnxNetwork network() {
        return network;
    }

    /** Puts one step into a row. */
    public void ask(Observation observation, byte[] goal, float[] memory, NetworkBatch batch, int row) {
        batch.put("image", row, observation.image())
                .put("goal", row, goal)
                .put("proprioception", row, observation.proprioception())
                .put("memory", row, memory);
    }

    /** The action given in a row; throws {@link PolicyException} if it is not finite. */
    public Action action(NetworkBatch batch, int row) {
        float[] numbers = batch.row("action", row);
        try {
            return new Action(numbers[0], numbers[1]);
        } catch (IllegalArgumentException e) {
            throw new PolicyException("The network gave no action: " + e.getMessage(), e);
        }
    }

    /** What to put in as memory at the next step. */
    public float[] memory(NetworkBatch batch, int row) {
        return batch.row("memory_after", row);
    }

    /** What it drives by. */
    public float[] situation(NetworkBatch batch, int row) {
        return batch.row("situation", row);
    }

    @Override
    public void close() {
        network.close();
    }
}
