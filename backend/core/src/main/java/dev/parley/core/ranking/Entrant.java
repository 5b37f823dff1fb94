package dev.parley.core.ranking;

/**
 * A policy version on a leaderboard: results belong to a version.
 *
 * @param name of the policy, its id in REST
 * @param digest of the version
 */
public record Entrant(String name, String digest) {}
