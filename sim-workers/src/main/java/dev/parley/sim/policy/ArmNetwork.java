package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The network of an arm's policy.
 *
 * <p>Inputs: {@code image} uint8 [n, 64, 64, 3], {@code proprioception} float [n, 6]; where it goes by words {@code sentence} float
 * [n, 384], or {@code intent} float [n, I], what {@link WordsReader} gave; where it goes by pictures {@code goal} float [n, G], what {@link GoalReader} gave, and {@code by_picture} float [n, 1],
 * one for a picture and zero for words alone. Outputs: {@code action} float [n, 5] in metres and radians, the gripper as a
 * probability of being open; and from some {@code known} float [n, 1], the probability that the words are of a kind it was trained on.
 */
final class ArmNetwork implements AutoCloseable {

    private static final int PROPRIOCEPTION_WIDTH = 6;
    private static final int ACTION_WIDTH = 5;

    private static final String SENTENCE = "sentence";
    private static final String INTENT = "intent";
    private static final String GOAL = "goal";
    private static final String BY_PICTURE = "by_picture";
    private static final String KNOWN = "known";

    private final OnnxNetwork network;

    /** Loads an artifact; throws {@link PolicyException} when it is no network of this shape. */
    ArmNetwork(byte[] artifact) {
        OnnxNetwork loaded = new OnnxNetwork(artifact);
        network = loaded.require(inputs(loaded), outputs(loaded));
    }

    private static Map<String, TensorShape> inputs(OnnxNetwork network) {
        Map<String, TensorShape> inputs = new HashMap<>();
        inputs.put("image", TensorShape.uint8(Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, 3));
        inputs.put("proprioception", TensorShape.floats(PROPRIOCEPTION_WIDTH));
        if (network.inputs().containsKey(INTENT)) {
            inputs.put(INTENT, TensorShape.floats(network.inputs().get(INTENT).width()));
        } else if (!network.inputs().containsKey(GOAL) || network.inputs().containsKey(SENTENCE)) {
            inputs.put(SENTENCE, TensorShape.floats(SentenceEncoder.WIDTH));
        }
        if (network.inputs().containsKey(GOAL)) {
            inputs.put(GOAL, TensorShape.floats(network.inputs().get(GOAL).width()));
            inputs.put(BY_PICTURE, TensorShape.floats(1));
        }
        return inputs;
    }

    private static Map<String, TensorShape> outputs(OnnxNetwork network) {
        Map<String, TensorShape> outputs = new HashMap<>(Map.of("action", TensorShape.floats(ACTION_WIDTH)));
        if (network.outputs().containsKey(KNOWN)) {
            outputs.put(KNOWN, TensorShape.floats(1));
        }
        return outputs;
    }

    OnnxNetwork network() {
        return network;
    }

    /** Whether it goes by words. */
    boolean takesWords() {
        return network.inputs().containsKey(SENTENCE) || takesIntent();
    }

    /** Whether somebody has to read the words for it. */
    boolean takesIntent() {
        return network.inputs().containsKey(INTENT);
    }

    /** How many numbers it takes of a sentence; zero when it goes by pictures alone. */
    int wordsWidth() {
        TensorShape words = network.inputs().get(takesIntent() ? INTENT : SENTENCE);
        return words == null ? 0 : words.width();
    }

    /** How many numbers it takes of a goal picture; empty when it goes by words alone. */
    OptionalInt goalWidth() {
        TensorShape goal = network.inputs().get(GOAL);
        return goal == null ? OptionalInt.empty() : OptionalInt.of(goal.width());
    }

    void ask(Observation observation, EncodedPrompt prompt, NetworkBatch batch, int row) {
        batch.put("image", row, observation.image()).put("proprioception", row, observation.proprioception());
        if (takesWords()) {
            batch.put(takesIntent() ? INTENT : SENTENCE, row, prompt.words());
        }
        if (goalWidth().isPresent()) {
            batch.put(GOAL, row, prompt.goal()).put(BY_PICTURE, row, new float[] {prompt.byPicture() ? 1 : 0});
        }
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

    /** The probability that it knows words of this kind; empty where it does not tell. */
    OptionalDouble known(NetworkBatch batch, int row) {
        return network.outputs().containsKey(KNOWN)
                ? OptionalDouble.of(batch.row(KNOWN, row)[0])
                : OptionalDouble.empty();
    }

    @Override
    public void close() {
        network.close();
    }
}
