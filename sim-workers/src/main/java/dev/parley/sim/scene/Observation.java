package dev.parley.sim.scene;

import java.util.List;

/**
 * What a learned policy may know at one step, together with the sentence.
 *
 * @param image the policy camera's pixels, {@value #IMAGE_SIDE}×{@value #IMAGE_SIDE}, rows from the top, red green blue, 0..255
 * @param proprioception the arm's own measurements in the order of {@link #PROPRIOCEPTION}
 * @param step number of actions taken since the reset
 */
@SuppressWarnings("ArrayRecordComponent") // Pixels at 10 Hz; compared nowhere.
public record Observation(byte[] image, float[] proprioception, int step) {

    /** Width and height of the policy camera in pixels. */
    public static final int IMAGE_SIDE = 64;

    /** Names of the proprioceptive numbers; the gripper command is 1 for open and 0 for closed. */
    public static final List<String> PROPRIOCEPTION =
            List.of("tool_x_m", "tool_y_m", "tool_z_m", "tool_yaw_rad", "finger_opening_m", "gripper_command");
}
