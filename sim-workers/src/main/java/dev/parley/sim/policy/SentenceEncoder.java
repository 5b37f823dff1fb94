package dev.parley.sim.policy;

import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;

/** Turns a sentence into the 384 numbers of all-MiniLM-L6-v2, length one. About 10 ms a sentence; thread-safe. */
public final class SentenceEncoder {

    /** Numbers in an encoded sentence. */
    public static final int WIDTH = 384;

    // On the caller's thread: no pool of its own to outlive the policy.
    private final AllMiniLmL6V2EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel(Runnable::run);

    /** Encodes one sentence; a new array each time. */
    public float[] encode(String sentence) {
        return model.embed(sentence).content().vector();
    }
}
