package dev.parley.core.embedding;

import io.smallrye.mutiny.Uni;

/**
 * Reads sentences with all-MiniLM-L6-v2. Sentences that mean alike give vectors that point alike: the cosine of two, which
 * is their {@link #likeness}, says how much.
 */
public interface TextEncoder {
    /** Numbers in an encoded sentence. */
    int WIDTH = 384;

    /**
     * Lazily, from any thread: never computes on an event loop, and answers on the asker's own context. About 5 to 10 ms of one
     * core a sentence; what was asked lately is remembered. The first sentence of a process waits until the model is read.
     *
     * @param text any length; what comes after its 254th word piece is not read
     * @return {@value #WIDTH} numbers of length one, the caller's own; it fails with SERVICE_AWAY where too many sentences wait,
     *     where this installation reads none ({@code parley.embedding.enabled}), or where the model cannot be loaded here
     */
    Uni<float[]> encode(String text);

    /** How alike two encoded sentences are: the cosine of the angle between them, -1 to 1. */
    static double likeness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
