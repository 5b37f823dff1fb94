package dev.parley.core.episode;

/**
 * CREATED → RESETTING → READY → RUNNING ⇄ HOLDING → FINALIZING → TERMINATED* | TRUNCATED*; ABORTED*, LOST* from any
 * state that is not terminal.
 */
public enum EpisodeState {
    CREATED,
    RESETTING,
    READY,
    RUNNING,
    HOLDING,
    FINALIZING,
    TERMINATED,
    TRUNCATED,
    ABORTED,
    LOST;

    public boolean terminal() {
        return this == TERMINATED || this == TRUNCATED || this == ABORTED || this == LOST;
    }
}
