package dev.parley.core.ranking;

import dev.parley.core.station.StationKind;

/**
 * Which votes a leaderboard is made of. Simulated and real are never in one, and neither are drawn and chosen pairs.
 *
 * @param body on which both of a pair ran
 */
public record Board(StationKind body, Pairs pairs, Crowd crowd) {
    /** Whose choice it was which two policies were compared. */
    public enum Pairs {
        /** The platform drew them with known chances: only these say something about all policies. */
        DRAWN,
        /** Whoever asked named both: people name what they expect something of. */
        CHOSEN
    }

    /** Whose votes. */
    public enum Crowd {
        EVERYBODY,
        GUESTS,
        ACCOUNTS
    }
}
