package dev.parley.rosbridge.envelope;

/** Why a command was shortened. */
public enum Clamp {
    JOINT_LIMIT,
    JOINT_VELOCITY,
    JOINT_STEP,
    TOOL_SPEED,
    WORKSPACE
}
