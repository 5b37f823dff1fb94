package dev.parley.core.comparison;

/** Who votes, coarsely; shown and counted apart. */
public enum Cohort {
    GUEST,
    ACCOUNT
}
