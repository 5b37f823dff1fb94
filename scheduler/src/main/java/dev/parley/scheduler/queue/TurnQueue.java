package dev.parley.scheduler.queue;

import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.SchedulerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The waiting turns in order, in Redis. An index only: PostgreSQL decides whether a turn still waits and a slot is
 * still free, so an entry too many costs one refused offer, and one too few is put back by {@link #reconcile}.
 *
 * <p>Every method blocks for about a round trip (a rebuild: longer), is safe from any thread but the event loop, and
 * throws {@link io.lettuce.core.RedisException} while Redis is away.
 */
@ApplicationScoped
public class TurnQueue {
    /** Long enough for one offer to reach PostgreSQL, short enough that a dead replica holds nobody up. */
    private static final Duration CLAIM = Duration.ofSeconds(5);

    private static final int BATCH = 250;
    /** No requirement begins so. */
    private static final String OF_THE_LAB = PriorityClass.LAB.ordinal() + "!";

    private final QueueIndex index;
    private final ClassShares shares;
    private final Duration retrySameStationAfter;
    private final Clock clock;

    @Inject
    public TurnQueue(QueueIndex index, SchedulerConfig config, Clock clock) {
        this.index = index;
        this.shares = ClassShares.of(config.shares());
        this.retrySameStationAfter = config.retrySameStationAfter();
        this.clock = clock;
    }

    /** Puts each entry at its place, whether or not it was there before. */
    public void put(Collection<QueueEntry> entries) {
        List<QueueEntry> all = List.copyOf(entries);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> arguments = new ArrayList<>();
            all.subList(from, Math.min(from + BATCH, all.size())).forEach(entry -> entry.addTo(arguments));
            index.<Long>run(LuaScript.PUT, arguments);
        }
    }

    /** Gives those of {@code places} that are in the index their new place; the others stay out of it. */
    public void move(Map<TurnId, Placement> places) {
        List<Map.Entry<TurnId, Placement>> all = List.copyOf(places.entrySet());
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> arguments = new ArrayList<>();
            for (Map.Entry<TurnId, Placement> each : all.subList(from, Math.min(from + BATCH, all.size()))) {
                arguments.add(QueueEntry.key(each.getKey()));
                arguments.add(QueueEntry.place(each.getValue()));
            }
            index.<Long>run(LuaScript.MOVE, arguments);
        }
    }

    /** Takes turns out, with the positions that were shown for them. */
    public void remove(Collection<TurnId> turns) {
        if (!turns.isEmpty()) {
            index.<Long>run(
                    LuaScript.REMOVE, turns.stream().map(QueueEntry::key).toList());
        }
    }

    /** What the waiting turns need, each once. */
    public Set<Requirement> requirements() {
        List<String> numbered = index.run(LuaScript.REQUIREMENTS, List.of());
        Set<Requirement> waiting = new HashSet<>();
        for (int i = 0; i < numbered.size(); i += 2) {
            waiting.add(Requirement.parse(numbered.get(i)));
        }
        return waiting;
    }

    /** The turn that {@code station} should run next in one free slot; as {@link #pick(Collection)}. */
    public Optional<Picked> pick(StationId station, Collection<Requirement> fitting) {
        return pick(List.of(new Vacancy(station, 1, List.copyOf(fitting)))).stream()
                .findFirst();
    }

    /**
     * Claims the turns that stations should run next in their free slots, in one round trip: for each slot the class by
     * its share, then by place. Turns that were offered to a station a moment ago are passed over for it. A station that
     * gets fewer than it has slots free has nothing more waiting for it.
     */
    public List<Picked> pick(Collection<Vacancy> vacancies) {
        if (vacancies.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<String> arguments = new ArrayList<>();
        arguments.add(millis(now));
        arguments.add(millis(now.plus(CLAIM)));
        arguments.add(millis(now.plus(retrySameStationAfter)));
        for (PriorityClass each : PriorityClass.values()) {
            arguments.add(Integer.toString(shares.of(each)));
        }
        for (Vacancy vacancy : vacancies) {
            arguments.add(vacancy.station().toString());
            arguments.add(Integer.toString(vacancy.slots()));
            arguments.add(Integer.toString(
                    vacancy.fitting().size() + vacancy.ofTheLabAlone().size()));
            vacancy.fitting().forEach(requirement -> arguments.add(requirement.key()));
            vacancy.ofTheLabAlone().forEach(requirement -> arguments.add(OF_THE_LAB + requirement.key()));
        }
        List<String> found = index.run(LuaScript.PICK, arguments);
        List<Picked> picked = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 5) {
            PriorityClass priorityClass = PriorityClass.values()[Integer.parseInt(found.get(i + 2))];
            picked.add(new Picked(
                    QueueEntry.parse(found.get(i + 1), priorityClass, Requirement.parse(found.get(i + 3))),
                    StationId.parse(found.get(i)),
                    found.get(i + 4).equals("1")));
        }
        return picked;
    }

    /** These picks became offers, or turned out not to wait any more: out of the index. */
    public void drop(Collection<Picked> picked) {
        List<String> arguments = new ArrayList<>();
        picked.forEach(each -> each.entry().addTo(arguments));
        if (!arguments.isEmpty()) {
            index.<Long>run(LuaScript.DROP, arguments);
        }
    }

    /** These picks became no offers: their classes get their shares back, and the turns may be picked again at once. */
    public void putBack(Collection<Picked> picked) {
        List<String> arguments = new ArrayList<>();
        for (Picked each : picked) {
            arguments.add(QueueEntry.key(each.entry().turn()));
            arguments.add(each.station().toString());
            arguments.add(
                    Integer.toString(each.entry().placement().priorityClass().ordinal()));
            arguments.add(each.charged() ? "1" : "0");
        }
        if (!arguments.isEmpty()) {
            index.<Long>run(LuaScript.PUT_BACK, arguments);
        }
    }

    /**
     * Makes the index what PostgreSQL says, page by page.
     *
     * @return turns that the index has beyond those that wait; some may have come meanwhile: look each up
     */
    public List<TurnId> reconcile() {
        Map<TurnId, QueueEntry> held = index.entries();
        for (List<TurnData> page = index.page(Optional.empty());
                !page.isEmpty();
                page = index.page(Optional.of(page.getLast().placement()))) {
            put(page.stream()
                    .map(QueueEntry::of)
                    .filter(entry -> !entry.equals(held.remove(entry.turn())))
                    .toList());
        }
        return List.copyOf(held.keySet());
    }

    /**
     * Remembers a position that is about to be shown.
     *
     * @param couldHaveGrown why it could be larger than the one shown before, half a sentence
     * @return the reason to say beside it; empty while it is the best position so far
     */
    public Optional<String> show(TurnId turn, int position, String couldHaveGrown) {
        String reason =
                index.run(LuaScript.SHOWN, List.of(QueueEntry.key(turn), Integer.toString(position), couldHaveGrown));
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
