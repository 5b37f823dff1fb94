package dev.parley.core.result;

/** Two episodes from the same start, one of each policy, and who of them did it. */
public record Block(boolean first, boolean second) {}
