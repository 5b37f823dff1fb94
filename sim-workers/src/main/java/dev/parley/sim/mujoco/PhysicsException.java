package dev.parley.sim.mujoco;

/** The physics engine could not be loaded, refused a model, or was used after it was closed. */
public final class PhysicsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PhysicsException(String message) {
        super(message);
    }

    public PhysicsException(String message, Throwable cause) {
        super(message, cause);
    }
}
