package dev.parley.core.comparison;

/** Where people see one of the two. */
public enum Side {
    LEFT,
    RIGHT
}
