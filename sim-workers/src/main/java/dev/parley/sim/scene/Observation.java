package dev.parley.sim.scene;

/**
 * What a learned policy may know at one step, together with the sentence.
 *
 * @param image the policy camera's pixels, {@value #IMAGE_SIDE}×{@value #IMAGE_SIDE}, rows from the top, red green blue, 0..255
 * @param proprioception the body's own measurements in the order of the scene's {@code proprioception}
 * @param step number of actions taken since the reset
 */
@SuppressWarnings("ArrayRecordComponent") // Pixels at 10 Hz; compared nowhere.
public record Observation(byte[] image, float[] proprioception, int step) {

    /** Width and height of the policy camera in pixels. */
    public static final int IMAGE_SIDE = 64;
}
