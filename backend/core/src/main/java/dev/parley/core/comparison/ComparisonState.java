package dev.parley.core.comparison;

/** WAITING → READY → CLOSED*, or VOID* from either. */
public enum ComparisonState {
    /** Its two turns wait or run, or a recording is still on its way. */
    WAITING,
    /** Both replays are there: people watch and vote, and each is told after their own vote. */
    READY,
    /** Its time is over: everybody is told, and votes do not count any more. */
    CLOSED,
    /** There is nothing to compare; what was drawn is told. */
    VOID;

    public boolean terminal() {
        return this == CLOSED || this == VOID;
    }
}
