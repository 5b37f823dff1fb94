package dev.parley.core.ranking;

/** What a vote said of two attempts at the same thing. */
public enum Choice {
    LEFT,
    RIGHT,
    TIE,
    /** Neither is any good: that says as little about which is better as a tie, and counts as one. */
    BOTH_BAD;

    boolean decides() {
        return this == LEFT || this == RIGHT;
    }
}
