package dev.parley.scheduler.queue;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import java.util.List;

/** A waiting turn in the index: which one, what it needs, and its place. */
public record QueueEntry(TurnId turn, Requirement requirement, Placement placement) {
    public QueueEntry {
        requireNonNull(turn, "turn is null");
        requireNonNull(requirement, "requirement is null");
        requireNonNull(placement, "placement is null");
    }

    /** The entry of {@code turn}. */
    public static QueueEntry of(TurnData turn) {
        return new QueueEntry(turn.id(), Requirement.of(turn), turn.placement());
    }

    /** As the scripts want it: turn, class, requirement, place. */
    void addTo(List<String> arguments) {
        arguments.add(key(turn));
        arguments.add(Integer.toString(placement.priorityClass().ordinal()));
        arguments.add(requirement.key());
        arguments.add(place(placement));
    }

    /** Places of one line sort as text by (fair round, ticket); scores would lose bits past 2^53. */
    static String place(Placement placement) {
        return Ordered64.ofSigned(placement.fairRound()) + Ordered64.of(placement.ticket());
    }

    /** A turn as the index names it. */
    static String key(TurnId turn) {
        return Ordered64.of(turn.value());
    }

    /** @param member place and turn */
    static QueueEntry parse(String member, PriorityClass priorityClass, Requirement requirement) {
        return parse(member.substring(2 * Ordered64.LONG), member, priorityClass, requirement);
    }

    static QueueEntry parse(String turn, String place, PriorityClass priorityClass, Requirement requirement) {
        return new QueueEntry(
                new TurnId(Ordered64.toUuid(turn, 0)),
                requirement,
                new Placement(priorityClass, Ordered64.toSigned(place, 0), Ordered64.toLong(place, Ordered64.LONG)));
    }
}
