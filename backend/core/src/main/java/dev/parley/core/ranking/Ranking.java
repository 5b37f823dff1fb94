package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Fit;
import dev.parley.core.ranking.Standing.Interval;
import dev.parley.core.ranking.Standing.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All policies by one set of votes. Never mix votes about simulated and real bodies, or about drawn and chosen pairs, in one.
 *
 * @param islands sets of policies that can be compared, the largest first; between two of them nothing can be said
 * @param voters people whose votes these are
 * @param seed with which the rounds can be drawn again
 */
public record Ranking(List<Ranked> islands, int votes, int voters, int rounds, long seed) {
    /** With fewer people than this, what they would have said otherwise cannot be drawn from what they said. */
    public static final int LEAST_VOTERS = 2;

    /** Below this many, intervals are shown and called unsure. */
    public static final int FEW_VOTERS = 5;

    /**
     * Reckons for as long as it takes, which for a million votes is a good part of a minute: not for event loops.
     *
     * @param ridge weight of the prior that holds strengths; positive
     * @param rounds of the bootstrap
     */
    public static Ranking of(Preferences preferences, double ridge, int rounds, long seed) {
        if (!(ridge > 0) || rounds < 1) {
            throw new IllegalArgumentException("a ridge of " + ridge + " and " + rounds + " rounds hold nothing");
        }
        return of(Reckoning.of(preferences, ridge, rounds, seed));
    }

    static Ranking of(Reckoning reckoning) {
        Preferences preferences = reckoning.preferences();
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < reckoning.parts().size(); i++) {
            int number = i;
            Island island = reckoning.parts().get(i);
            Fit fit = reckoning.fits().get(i);
            ranked.add(new Ranked(
                    standings(preferences, island, fit, reckoning.drawn().map(parts -> parts.get(number))),
                    fit.ties(),
                    reckoning.islands().bounded(island.policies),
                    Upsets.of(preferences, island, fit, reckoning.ridge(), Reckoning.EXACT)));
        }
        return new Ranking(ranked, preferences.votes(), preferences.voters(), reckoning.rounds(), reckoning.seed());
    }

    private static List<Standing> standings(Preferences preferences, Island island, Fit fit, Optional<Rounds> drawn) {
        Tally[] tallies = tallies(preferences, island);
        int[] order = IntStream.range(0, island.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -fit.strengths()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Places places = Places.of(order, drawn);
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            int policy = order[i];
            standings.add(new Standing(
                    island.policies[policy],
                    fit.strengths()[policy],
                    drawn.map(rounds -> new Interval(rounds.low(policy), rounds.high(policy))),
                    places.first()[i],
                    places.last()[i],
                    places.tier()[i],
                    tallies[policy].mark(),
                    tallies[policy]));
        }
        return standings;
    }

    private static Tally[] tallies(Preferences preferences, Island island) {
        int[][] counts = new int[island.size()][Preferences.OUTCOMES];
        for (int pair = 0; pair < island.pairs.length; pair++) {
            for (int outcome = 0; outcome < Preferences.OUTCOMES; outcome++) {
                int count = preferences.count(island.pairs[pair], outcome);
                counts[island.first[pair]][outcome] += count;
                counts[island.second[pair]][mirrored(outcome)] += count;
            }
        }
        return Arrays.stream(counts)
                .map(own -> new Tally(own[Preferences.FIRST], own[Preferences.SECOND], own[Preferences.NEITHER]))
                .toArray(Tally[]::new);
    }

    private static int mirrored(int outcome) {
        return outcome == Preferences.NEITHER ? outcome : Preferences.SECOND - outcome;
    }
}
