package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Bend;
import dev.parley.core.ranking.Davidson.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ranking that is kept while votes come. Strengths are always exact; what they might as well have been is carried on
 * by one step a round for each refresh, and drawn anew when votes have grown by {@value #ANEW_AFTER} since, when
 * policies come or hang together otherwise, and always for few voters. A vote that is taken back needs another one of
 * these. Not thread-safe.
 */
public final class LiveRanking {
    /** Part of the votes after which rounds are drawn anew. */
    static final double ANEW_AFTER = 0.02;

    private final Preferences.Collector collector = new Preferences.Collector();
    private final List<Vote> later = new ArrayList<>();
    private final double ridge;
    private final int rounds;
    private final long seed;
    private @Nullable Reckoning reckoned;
    private @Nullable Ranking ranking;
    private int votesAnew;

    /**
     * Without votes.
     *
     * @param ridge weight of the prior that holds strengths; positive
     * @param rounds of the bootstrap
     */
    public LiveRanking(double ridge, int rounds, long seed) {
        this.ridge = ridge;
        this.rounds = rounds;
        this.seed = seed;
    }

    private record Vote(int voter, int left, int right, Choice choice, double weight) {}

    /** One vote; as {@link Preferences.Collector#add}. */
    public void add(int voter, int left, int right, Choice choice, double weight) {
        collector.add(voter, left, right, choice, weight);
        if (reckoned != null) {
            later.add(new Vote(voter, left, right, choice, weight));
        }
    }

    /** With all votes so far. The first time, and now and then, it takes as long as {@link Ranking#of}. */
    public Ranking ranking() {
        if (ranking != null && later.isEmpty()) {
            return ranking;
        }
        Preferences preferences = collector.collected();
        Reckoning next = carriedOn(preferences).orElseGet(() -> {
            votesAnew = preferences.votes();
            return Reckoning.of(preferences, ridge, rounds, seed);
        });
        later.clear();
        reckoned = next;
        ranking = Ranking.of(next);
        return ranking;
    }

    private Optional<Reckoning> carriedOn(Preferences preferences) {
        Reckoning before = reckoned;
        if (before == null
                || before.drawn().isEmpty()
                || before.preferences().voters() < VoterDraw.MANY
                || preferences.votes() - votesAnew > ANEW_AFTER * votesAnew) {
            return Optional.empty();
        }
        Islands islands = new Islands(preferences);
        List<Island> parts = Reckoning.parts(preferences, islands);
        if (!before.hasParts(parts)) {
            return Optional.empty();
        }
        double[] sums = preferences.sums();
        List<Fit> fits = new ArrayList<>();
        List<Rounds> drawn = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Davidson model = Reckoning.model(parts.get(i), ridge);
            double[] own = parts.get(i).own(sums);
            Bend bend = model.bend(own, before.fits().get(i));
            Fit fit = model.near(own, before.fits().get(i), bend);
            if (fit.ties() > 0 != before.fits().get(i).ties() > 0) {
                return Optional.empty();
            }
            fits.add(fit);
            drawn.add(before.drawn().orElseThrow().get(i).after(of(parts.get(i)), bend, seed));
        }
        return Optional.of(new Reckoning(preferences, islands, parts, fits, Optional.of(drawn), ridge, rounds, seed));
    }

    /** Of the later votes, those about an island's policies. */
    private LaterVotes of(Island island) {
        int[] place = new int[IntStream.of(island.policies).max().orElse(0) + 1];
        java.util.Arrays.fill(place, -1);
        for (int i = 0; i < island.policies.length; i++) {
            place[island.policies[i]] = i;
        }
        List<Vote> own = later.stream()
                .filter(vote -> vote.left() < place.length && place[vote.left()] >= 0)
                .toList();
        return new LaterVotes(
                own.stream().mapToInt(Vote::voter).toArray(),
                own.stream().mapToInt(vote -> place[vote.left()]).toArray(),
                own.stream().mapToInt(vote -> place[vote.right()]).toArray(),
                own.stream()
                        .mapToInt(vote -> Preferences.Collector.outcome(true, vote.choice()))
                        .toArray(),
                own.stream().mapToDouble(Vote::weight).toArray());
    }
}
