package dev.parley.core.comparison;

/** What somebody says of the two. */
public enum Choice {
    LEFT,
    RIGHT,
    TIE,
    BOTH_BAD
}
