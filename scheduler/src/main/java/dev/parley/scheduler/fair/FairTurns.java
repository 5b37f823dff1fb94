package dev.parley.scheduler.fair;

import static java.util.stream.Collectors.toCollection;

import dev.parley.contracts.AuthorId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Start-time fair queueing on two levels, for turns of one size. Prefixes take turns: a prefix gets one slot per fair
 * round. The authors of a prefix take turns for its slots: each gets one per author round. Pure arithmetic.
 *
 * <p>A new turn brings its prefix one more slot, behind all its others; which turn of the prefix stands in which slot
 * is decided anew, so that a quiet author does not wait behind a busy neighbour. Nobody outside the prefix moves.
 *
 * <p>After P. Goyal, H. M. Vin, H. Cheng: Start-time Fair Queueing (SIGCOMM 1996), sections 2 and 3.
 */
final class FairTurns {
    private static final Comparator<Fellow> AMONG_AUTHORS =
            Comparator.comparingLong(Fellow::authorRound).thenComparingLong(Fellow::ticket);

    private FairTurns() {}

    /**
     * Finds the place of a new turn.
     *
     * @param servedRound the fair round that was served last, over all prefixes of the class
     * @param fellows turns of the same class and prefix that wait or were served
     */
    static Admitted admit(long servedRound, List<Fellow> fellows, AuthorId author, long ticket) {
        long lastSlot = fellows.stream().mapToLong(Fellow::fairRound).max().orElse(-1);
        Fellow newcomer =
                new Fellow(ticket, author, authorRound(fellows, author), Math.max(servedRound, lastSlot + 1), true);

        // A slot before the served round is due already. Were it handed on, turns parked on a station that is away
        // would save up places for later arrivals.
        List<Fellow> ahead = fellows.stream()
                .filter(fellow -> fellow.waiting() && fellow.fairRound() >= servedRound)
                .collect(toCollection(ArrayList::new));
        ahead.add(newcomer);
        long[] slots = ahead.stream().mapToLong(Fellow::fairRound).sorted().toArray();
        ahead.sort(AMONG_AUTHORS);

        Map<Long, Long> moved = new HashMap<>();
        long place = newcomer.fairRound();
        for (int i = 0; i < slots.length; i++) {
            Fellow fellow = ahead.get(i);
            if (fellow.ticket() == ticket) {
                place = slots[i];
            } else if (fellow.fairRound() != slots[i]) {
                moved.put(fellow.ticket(), slots[i]);
            }
        }
        return new Admitted(newcomer.authorRound(), place, Map.copyOf(moved));
    }

    /** One after the author's own last, and never before the round that the prefix is in. */
    private static long authorRound(List<Fellow> fellows, AuthorId author) {
        long own = fellows.stream()
                .filter(fellow -> fellow.author().equals(author))
                .mapToLong(Fellow::authorRound)
                .max()
                .orElse(-1);
        OptionalLong served = fellows.stream()
                .filter(fellow -> !fellow.waiting())
                .mapToLong(Fellow::authorRound)
                .max();
        long current = served.orElseGet(
                () -> fellows.stream().mapToLong(Fellow::authorRound).min().orElse(0));
        return Math.max(current, own + 1);
    }

    /**
     * A turn of the same class and prefix.
     *
     * @param authorRound round among the authors of the prefix; never changes
     * @param fairRound its slot, a round among prefixes
     * @param waiting false: it was given to a station
     */
    record Fellow(long ticket, AuthorId author, long authorRound, long fairRound, boolean waiting) {}

    /**
     * @param moved new fair rounds of fellows, by ticket; each at least as large as the old
     */
    record Admitted(long authorRound, long fairRound, Map<Long, Long> moved) {}
}
