package dev.parley.core.assignment;

/** OFFERED → LEASED → RELEASED* | DECLINED* | EXPIRED* | REVOKED*; PROPOSED before that, where a person looks at it first. */
public enum AssignmentState {
    /** It holds its slot, and a person at the station's console looks at it; the station knows nothing of it. */
    PROPOSED,
    OFFERED,
    LEASED,
    RELEASED,
    DECLINED,
    EXPIRED,
    REVOKED;

    public boolean terminal() {
        return this != PROPOSED && this != OFFERED && this != LEASED;
    }
}
