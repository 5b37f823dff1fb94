package dev.parley.core.ranking;

/**
 * What people said of a policy that is told where things are, against another one, where an asker named both. Such a policy has no
 * strength and no place: what people prefer in it may be what it is told.
 *
 * @param policy the one that is told
 * @param against the other one; may be told as well
 * @param tally as {@code policy} sees it
 */
public record Told(Entrant policy, Entrant against, Standing.Tally tally) {}
