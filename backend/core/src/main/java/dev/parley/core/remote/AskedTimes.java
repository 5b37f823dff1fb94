package dev.parley.core.remote;

/**
 * How fast a policy answered in the episodes of the last 30 days.
 *
 * @param halfWithinMs the median over episodes of what half of an episode's answers took at most
 * @param slowestMs the largest over episodes of what 99 % of an episode's answers took at most
 * @param addedMs the median over episodes of what passing them on took beside
 */
public record AskedTimes(int episodes, int questions, double halfWithinMs, double slowestMs, double addedMs) {}
