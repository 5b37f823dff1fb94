package dev.parley.core.turn;

/** A turn's life: WAITING → ASSIGNED → (WAITING) → DONE* | CANCELLED* | EXPIRED*; HELD while a person looks at it first. */
public enum TurnState {
    WAITING,
    /** Out of line until a person has decided; its place is kept. */
    HELD,
    ASSIGNED,
    DONE,
    CANCELLED,
    EXPIRED;

    public boolean terminal() {
        return this == DONE || this == CANCELLED || this == EXPIRED;
    }
}
