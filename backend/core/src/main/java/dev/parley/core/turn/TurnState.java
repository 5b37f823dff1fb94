package dev.parley.core.turn;

/** A turn's life: WAITING → ASSIGNED → (WAITING) → DONE* | CANCELLED* | EXPIRED*. */
public enum TurnState {
    WAITING,
    ASSIGNED,
    DONE,
    CANCELLED,
    EXPIRED;

    public boolean terminal() {
        return this == DONE || this == CANCELLED || this == EXPIRED;
    }
}
