package dev.parley.core.turn;

/** Whose turn it is, coarsely; stations publish the share of each. The ordinal is stored. */
public enum PriorityClass {
    PUBLIC,
    STUDY,
    LAB
}
