package dev.parley.core.assignment;

/** OFFERED → LEASED → RELEASED* | DECLINED* | EXPIRED* | REVOKED*. */
public enum AssignmentState {
    OFFERED,
    LEASED,
    RELEASED,
    DECLINED,
    EXPIRED,
    REVOKED;

    public boolean terminal() {
        return this != OFFERED && this != LEASED;
    }
}
