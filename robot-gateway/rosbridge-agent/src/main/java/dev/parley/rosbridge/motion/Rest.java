package dev.parley.rosbridge.motion;

/** Whether an arm stands still, as far as its joint states tell. */
public enum Rest {
    STILL,
    MOVING,
    /** Too few, too old: says nothing, and is never taken for standing still. */
    UNKNOWN
}
