package dev.parley.core.family;

/**
 * One way to ask.
 *
 * @param words as they were first asked
 * @param asked how often
 */
public record Phrasing(String words, int asked) {}
