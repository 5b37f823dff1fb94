package dev.parley.core.person;

/** What somebody may be granted, besides having an account. */
public enum Role {
    /** Studies and reviews. */
    RESEARCHER(false),
    /** Stands beside the stations of one lab. */
    OPERATOR(true),
    /** Answers for the stations of one lab. */
    LAB_ADMIN(true),
    /** Answers for the installation. */
    PLATFORM_ADMIN(false);

    private final boolean ofALab;

    Role(boolean ofALab) {
        this.ofALab = ofALab;
    }

    /** Whether it is granted for one lab. */
    public boolean ofALab() {
        return ofALab;
    }
}
