package dev.parley.scheduler.wait;

import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.queue.ClassShares;
import dev.parley.scheduler.queue.QueueEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The order in which waiting turns will be picked: by place within a class, and over classes by the same deficit
 * round-robin as {@code pick.lua}, from a station that owes no class anything.
 */
final class ClassOrder {
    private static final int EPISODE = 100;
    private static final Comparator<QueueEntry> BY_PLACE = Comparator.comparing(
                    QueueEntry::placement,
                    Comparator.comparingLong(Placement::fairRound).thenComparingLong(Placement::ticket))
            .thenComparing(entry -> entry.turn().toString());

    private final ClassShares shares;
    private final List<Deque<QueueEntry>> lines = new ArrayList<>();
    private final int[] credit = new int[PriorityClass.values().length];
    private int cursor;

    private ClassOrder(Collection<QueueEntry> waiting, ClassShares shares) {
        this.shares = shares;
        for (PriorityClass each : PriorityClass.values()) {
            lines.add(new ArrayDeque<>(waiting.stream()
                    .filter(entry -> entry.placement().priorityClass() == each)
                    .sorted(BY_PLACE)
                    .toList()));
        }
    }

    static List<QueueEntry> of(Collection<QueueEntry> waiting, ClassShares shares) {
        ClassOrder order = new ClassOrder(waiting, shares);
        List<QueueEntry> served = new ArrayList<>(waiting.size());
        while (served.size() < waiting.size()) {
            served.add(order.next());
        }
        return served;
    }

    private QueueEntry next() {
        boolean entitled = false;
        for (int i = 0; i < lines.size(); i++) {
            entitled |= !lines.get(i).isEmpty() && share(i) > 0;
        }
        while (entitled) {
            if (lines.get(cursor).isEmpty()) {
                credit[cursor] = 0;
            } else if (credit[cursor] >= EPISODE) {
                credit[cursor] -= EPISODE;
                return lines.get(cursor).removeFirst();
            }
            cursor = (cursor + 1) % lines.size();
            credit[cursor] += share(cursor);
        }
        return lines.stream()
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseThrow()
                .removeFirst();
    }

    private int share(int priorityClass) {
        return shares.of(PriorityClass.values()[priorityClass]);
    }
}
