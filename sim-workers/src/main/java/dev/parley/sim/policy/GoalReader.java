package dev.parley.sim.policy;

import java.util.Map;

/**
 * A network that reads a goal picture once an episode, so that the one that acts need not look at it at every step.
 *
 * <p>Input: {@code picture} uint8 [n, 60, 80, 3], what the camera for people should see in the end. Output: {@code goal} float
 * [n, G], numbers that mean something to its acting network alone.
 */
final class GoalReader implements AutoCloseable {

    static final int WIDTH = 80;
    static final int HEIGHT = 60;

    private static final Map<String, TensorShape> INPUTS = Map.of("picture", TensorShape.uint8(HEIGHT, WIDTH, 3));

    private final OnnxNetwork network;

    /**
     * Loads an artifact for a network that takes {@code goalWidth} numbers; throws {@link PolicyException} when it is no network
     * of this shape.
     */
    GoalReader(byte[] artifact, int goalWidth) {
        network = new OnnxNetwork(artifact).require(INPUTS, Map.of("goal", TensorShape.floats(goalWidth)));
    }

    /** What a picture of any size shows, as the acting network takes it; any thread. */
    float[] read(GoalPicture picture) {
        NetworkBatch batch = network.batch(1);
        batch.put("picture", 0, picture.scaled(WIDTH, HEIGHT).rgb());
        batch.run(1);
        return batch.row("goal", 0);
    }

    @Override
    public void close() {
        network.close();
    }
}
