package dev.parley.rosbridge.motion;

/** An arm that can be told where to go, and tells where it is. Nothing it is told is acknowledged. Any thread. */
public interface Arm {
    /** @return false if it could not even be sent */
    boolean follow(ShortTrajectory trajectory);

    /** Tells it to stay where it is, ahead of everything else. */
    boolean stop();

    JointHistory history();
}
