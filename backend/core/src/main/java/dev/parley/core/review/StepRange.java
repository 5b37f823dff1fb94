package dev.parley.core.review;

/** Steps of an episode, both ends among them; 0 is the first. */
public record StepRange(int from, int to) {}
