package dev.parley.sim.policy;

/** A policy elsewhere cannot be asked, which is not its own doing: says nothing about how it acts. */
public final class PolicyAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PolicyAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
