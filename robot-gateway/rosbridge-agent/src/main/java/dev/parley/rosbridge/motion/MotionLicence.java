package dev.parley.rosbridge.motion;

/** Says that a motion is on disk as one that began: without it nothing is sent to an arm. */
public interface MotionLicence {
    /** What moves it, for logs. */
    String what();

    /** False once it has ended. */
    boolean open();
}
