package dev.parley.sim.policy;

import java.util.Map;

/**
 * A network that reads a sentence once an episode, by its word pieces, so that the one that acts need not read it at every step.
 *
 * <p>Inputs: {@code pieces} float [n, 32, 384] and {@code present} float [n, 32], see {@link SentenceEncoder.Pieces}. Outputs: {@code intent} float
 * [n, I], numbers that mean something to its acting network alone, and {@code known} float [n, 1], the probability that the sentence is
 * of a kind it was trained on.
 */
final class WordsReader implements AutoCloseable {

    private static final Map<String, TensorShape> INPUTS = Map.of(
            "pieces", TensorShape.floats(SentenceEncoder.MOST_PIECES, SentenceEncoder.WIDTH),
            "present", TensorShape.floats(SentenceEncoder.MOST_PIECES));

    private final OnnxNetwork network;

    /**
     * Loads an artifact for a network that takes {@code intentWidth} numbers; throws {@link PolicyException} when it is no network
     * of this shape.
     */
    WordsReader(byte[] artifact, int intentWidth) {
        network = new OnnxNetwork(artifact)
                .require(INPUTS, Map.of("intent", TensorShape.floats(intentWidth), "known", TensorShape.floats(1)));
    }

    /**
     * What a sentence asks for.
     *
     * @param known probability that it is of a kind the reader was trained on; none for one that is too long to be read whole
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers for a network; compared nowhere.
    record Meant(float[] intent, double known) {}

    /** Any thread. */
    Meant read(SentenceEncoder.Pieces pieces) {
        NetworkBatch batch = network.batch(1);
        batch.put("pieces", 0, pieces.values()).put("present", 0, pieces.present());
        batch.run(1);
        return new Meant(batch.row("intent", 0), pieces.whole() ? batch.row("known", 0)[0] : 0);
    }

    @Override
    public void close() {
        network.close();
    }
}
