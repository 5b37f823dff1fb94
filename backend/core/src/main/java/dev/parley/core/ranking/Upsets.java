package dev.parley.core.ranking;

import dev.parley.core.ranking.Davidson.Fit;
import dev.parley.core.ranking.Ranked.Upset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The fewest votes that would change the first place, had each of them gone the other way; a tie, had it gone to the
 * one that is helped. For each of the challengers nearest to the leader, votes are turned in the order of how much the
 * gap moves by one of them, to the first order: with H how the slopes fall at the best guess, v = H^-1 (e_leader -
 * e_challenger) and a turned vote from i to j moves the gap by v_j - v_i times its weight (half of that for a tie). How
 * many of them it takes is then found by reckoning the strengths again, not by the first order. So the number always
 * does change the first place; that no other choice of fewer votes would is sure for two policies, and otherwise as
 * good as the order.
 */
final class Upsets {
    private static final int CHALLENGERS = 3;

    private final Preferences preferences;
    private final Island island;
    private final Fit fit;
    private final double[] sums;
    private final Davidson model;
    private final Davidson.Bend bend;

    private Upsets(Preferences preferences, Island island, Fit fit, Davidson model) {
        this.preferences = preferences;
        this.island = island;
        this.fit = fit;
        this.sums = island.own(preferences.sums());
        this.model = model;
        this.bend = model.bend(sums, fit);
    }

    /** Votes of one cell that would all be turned to one side. */
    private record Turn(int from, int to, int count, double weight, double helps) {}

    static Optional<Upset> of(Preferences preferences, Island island, Fit fit, double ridge, double exact) {
        Davidson model = new Davidson(island.size(), island.first, island.second, ridge, exact);
        return new Upsets(preferences, island, fit, model).least();
    }

    private Optional<Upset> least() {
        int[] order = IntStream.range(0, island.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -fit.strengths()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        // Where two lead together, there is no first place to lose.
        if (fit.strengths()[order[0]] - fit.strengths()[order[1]] < 1e-9) {
            return Optional.empty();
        }
        Optional<Upset> least = Optional.empty();
        for (int i = 1; i <= CHALLENGERS && i < order.length; i++) {
            Optional<Upset> found = by(order[0], order[i]);
            if (found.isPresent()
                    && least.map(known -> found.get().votes() < known.votes()).orElse(true)) {
                least = found;
            }
        }
        return least;
    }

    private Optional<Upset> by(int leader, int challenger) {
        double[] helps = model.moved(bend, leader, challenger);
        List<Turn> turns = turns(helps);
        int all = turns.stream().mapToInt(Turn::count).sum();
        if (all == 0) {
            return Optional.empty();
        }
        int guess = guess(turns, fit.strengths()[leader] - fit.strengths()[challenger]);
        int least = least(votes -> leads(turns, votes, leader, challenger), guess, all);
        return least > all ? Optional.empty() : Optional.of(new Upset(least, island.policies[challenger]));
    }

    /**
     * The least number that is enough, looked for outwards from a guess: the fewer votes are turned, the nearer
     * strengths are to those of now, and the quicker they are found.
     *
     * @return more than {@code all} where even these are not
     */
    private static int least(IntPredicate isEnough, int guess, int all) {
        int at = Math.clamp(guess, 1, all);
        int step = Math.max(1, at / 16);
        int few;
        int enough;
        if (isEnough.test(at)) {
            enough = at;
            while (enough > step && isEnough.test(enough - step)) {
                enough -= step;
                step *= 2;
            }
            few = Math.max(0, enough - step);
        } else {
            few = at;
            while (few + step <= all && !isEnough.test(few + step)) {
                few += step;
                step *= 2;
            }
            enough = Math.min(all + 1, few + step);
        }
        while (enough - few > 1) {
            int middle = few + (enough - few) / 2;
            if (isEnough.test(middle)) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }

    /** How many close the gap to the first order. */
    private static int guess(List<Turn> turns, double gap) {
        double left = gap;
        int votes = 0;
        for (Turn turn : turns) {
            if (left <= turn.count() * turn.helps()) {
                return votes + (int) Math.ceil(left / turn.helps());
            }
            left -= turn.count() * turn.helps();
            votes += turn.count();
        }
        return votes;
    }

    /** Those that help, the most helpful first. */
    private List<Turn> turns(double[] moved) {
        List<Turn> turns = new ArrayList<>();
        for (int pair = 0; pair < island.pairs.length; pair++) {
            // How the gap falls when the pair's first policy gets what its second had.
            double helps = moved[island.second[pair]] - moved[island.first[pair]];
            boolean toFirst = helps > 0;
            int from = Preferences.OUTCOMES * pair + (toFirst ? Preferences.SECOND : Preferences.FIRST);
            int to = Preferences.OUTCOMES * pair + (toFirst ? Preferences.FIRST : Preferences.SECOND);
            add(turns, pair, from, to, Math.abs(helps));
            add(turns, pair, Preferences.OUTCOMES * pair + Preferences.NEITHER, to, Math.abs(helps) / 2);
        }
        turns.sort(Comparator.comparingDouble((Turn turn) -> -turn.helps()));
        return turns;
    }

    private void add(List<Turn> turns, int pair, int from, int to, double helps) {
        int count = preferences.count(island.pairs[pair], from % Preferences.OUTCOMES);
        if (count > 0 && helps > 0) {
            double weight = sums[from] / count;
            turns.add(new Turn(from, to, count, weight, helps * weight));
        }
    }

    private boolean leads(List<Turn> turns, int votes, int leader, int challenger) {
        double[] turned = Arrays.copyOf(sums, sums.length);
        int left = votes;
        for (Turn turn : turns) {
            int some = Math.min(left, turn.count());
            // What is left of a cell that is turned whole is rounding.
            turned[turn.from()] = some == turn.count() ? 0 : turned[turn.from()] - some * turn.weight();
            turned[turn.to()] += some * turn.weight();
            left -= some;
            if (left == 0) {
                break;
            }
        }
        double[] strengths = model.near(turned, fit, bend).strengths();
        return strengths[challenger] > strengths[leader] + 1e-9;
    }
}
