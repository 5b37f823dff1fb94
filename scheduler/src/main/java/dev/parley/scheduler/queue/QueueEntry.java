package dev.parley.scheduler.queue;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import java.util.List;

/** A waiting turn in the index: which one, what it needs, and its place. */
public record QueueEntry(TurnId turn, Requirement requirement, Placement placement) {
    private static final int NUMBER_DIGITS = 16;

    public QueueEntry {
        requireNonNull(turn, "turn is null");
        requireNonNull(requirement, "requirement is null");
        requireNonNull(placement, "placement is null");
    }

    /** The entry of {@code turn}. */
    public static QueueEntry of(TurnData turn) {
        return new QueueEntry(turn.id(), Requirement.of(turn), turn.placement());
    }

    /** Members of one line sort as text by (fair round, ticket); scores would lose bits past 2^53. */
    String member() {
        return member(turn, placement);
    }

    static String member(TurnId turn, Placement placement) {
        return hex(placement.fairRound()) + hex(placement.ticket()) + ":" + turn;
    }

    /** As the scripts want it: turn, class, requirement, member. */
    void addTo(List<String> arguments) {
        arguments.add(turn.toString());
        arguments.add(Integer.toString(placement.priorityClass().ordinal()));
        arguments.add(requirement.key());
        arguments.add(member());
    }

    /** As the hash of turns has it. */
    String location() {
        return placement.priorityClass().ordinal() + " " + requirement.key() + " " + member();
    }

    static QueueEntry parse(String member, PriorityClass priorityClass, Requirement requirement) {
        long round = Long.parseLong(member, 0, NUMBER_DIGITS, 16);
        long ticket = Long.parseLong(member, NUMBER_DIGITS, 2 * NUMBER_DIGITS, 16);
        TurnId turn = TurnId.parse(member.substring(2 * NUMBER_DIGITS + 1));
        return new QueueEntry(turn, requirement, new Placement(priorityClass, round, ticket));
    }

    private static String hex(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a place in the queue is never negative: " + value);
        }
        return "%016x".formatted(value);
    }
}
