package dev.parley.core.ranking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One leaderboard, as of a moment.
 *
 * @param entrants by their numbers in {@code ranking}
 * @param voided comparisons on such bodies that nobody could judge: one of their runs was broken off, lost or taken back
 * @param open comparisons that people can judge now
 * @param told votes on pairs of which one is told where things are; in no ranking, and empty for drawn pairs
 */
public record Leaderboard(
        Board board,
        List<Entrant> entrants,
        Ranking ranking,
        int voided,
        int open,
        List<Told> told,
        Instant reckonedAt) {
    public Leaderboard {
        entrants = List.copyOf(entrants);
        told = List.copyOf(told);
    }

    /** Empty where nobody compared it. */
    public Optional<Standing> find(Entrant entrant) {
        return ranking.islands().stream()
                .flatMap(island -> island.standings().stream())
                .filter(standing -> entrant(standing).equals(entrant))
                .findFirst();
    }

    public Entrant entrant(Standing standing) {
        return entrants.get(standing.policy());
    }
}
