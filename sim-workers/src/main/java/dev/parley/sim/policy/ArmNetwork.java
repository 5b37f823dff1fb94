package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.util.Map;

/**
 * The network of an arm's policy that goes by words.
 *
 * <p>Inputs: {@code image} uint8 [n, 64, 64, 3], {@code proprioception} float [n, 6], {@code sentence} float [n, 384].
 * Output: {@code action} float [n, 5] in metres and radians, the gripper as a probability of being open.
 */
final class ArmNetwork implements AutoCloseable {

    private static final int PROPRIOCEPTION_WIDTH = 6;
    private static final int ACTION_WIDTH = 5;

    private static final Map<String, TensorShape> INPUTS = Map.of(
            "image", TensorShape.uint8(Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, 3),
            "proprioception", TensorShape.floats(PROPRIOCEPTION_WIDTH),
            "sentence", TensorShape.floats(SentenceEncoder.WIDTH));
    private static final Map<String, TensorShape> OUTPUTS = Map.of("action", TensorShape.floats(ACTION_WIDTH));

    private final OnnxNetwork network;

    /** Loads an artifact; throws {@link PolicyException} when it is no network of this shape. */
    ArmNetwork(byte[] artifact) {
        network = new OnnxNetwork(artifact).require(INPUTS, OUTPUTS);
    }

    OnnxNetwork network() {
        return network;
    }

    void ask(Observation observation, float[] encodedSentence, NetworkBatch batch, int row) {
        batch.put("image", row, observation.image())
                .put("proprioception", row, observation.proprioception())
                .put("sentence", row, encodedSentence);
    }

    /** Throws {@link PolicyException} if it is not finite. */
    Action answer(NetworkBatch batch, int row) {
        float[] numbers = batch.row("action", row);
        double[] action = new double[ACTION_WIDTH];
        for (int i = 0; i < ACTION_WIDTH; i++) {
            action[i] = numbers[i];
        }
        try {
            return new Action(action);
        } catch (IllegalArgumentException e) {
            throw new PolicyException("The network gave no action: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
