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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
                arguments.add(each.getKey().toString());
                arguments.add(QueueEntry.member(each.getKey(), each.getValue()));
            }
            index.<Long>run(LuaScript.MOVE, arguments);
        }
    }

    /** Takes turns out, with the positions that were shown for them. */
    public void remove(Collection<TurnId> turns) {
        if (!turns.isEmpty()) {
            index.<Long>run(
                    LuaScript.REMOVE, turns.stream().map(TurnId::toString).toList());
        }
    }

    /** What the waiting turns need, each once. */
    public Set<Requirement> requirements() {
        List<String> keys = index.run(LuaScript.REQUIREMENTS, List.of());
        return keys.stream().map(Requirement::parse).collect(Collectors.toSet());
    }

    /**
     * Claims the turn that {@code station} should run next, among those with one of {@code requirements}: the class by
     * its share, then by place. Turns that were offered to this station a moment ago are passed over.
     */
    public Optional<Picked> pick(StationId station, Collection<Requirement> requirements) {
        Instant now = clock.instant();
        List<String> arguments = new ArrayList<>();
        arguments.add(millis(now));
        arguments.add(millis(now.plus(CLAIM)));
        arguments.add(millis(now.plus(retrySameStationAfter)));
        arguments.add(station.toString());
        for (PriorityClass each : PriorityClass.values()) {
            arguments.add(Integer.toString(shares.of(each)));
        }
        requirements.forEach(requirement -> arguments.add(requirement.key()));
        List<String> found = index.run(LuaScript.PICK, arguments);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PriorityClass priorityClass = PriorityClass.values()[Integer.parseInt(found.get(1))];
        QueueEntry entry = QueueEntry.parse(found.get(0), priorityClass, Requirement.parse(found.get(2)));
        return Optional.of(new Picked(entry, station, found.get(3).equals("1")));
    }

    /** The pick became an offer, or turned out not to wait any more: out of the index. */
    public void drop(Picked picked) {
        List<String> arguments = new ArrayList<>();
        picked.entry().addTo(arguments);
        index.<Long>run(LuaScript.DROP, arguments);
    }

    /** The pick became no offer: its class gets its share back, and the turn may be picked again at once. */
    public void putBack(Picked picked) {
        index.<Long>run(
                LuaScript.PUT_BACK,
                List.of(
                        picked.entry().turn().toString(),
                        picked.station().toString(),
                        Integer.toString(
                                picked.entry().placement().priorityClass().ordinal()),
                        picked.charged() ? "1" : "0"));
    }

    /**
     * Makes the index what {@code waiting} says.
     *
     * @param waiting every WAITING turn, read before this call
     * @return turns that the index has beyond these; they may be newer than {@code waiting}: look each up
     */
    public List<TurnId> reconcile(List<TurnData> waiting) {
        Map<TurnId, String> held = held();
        List<QueueEntry> missing = new ArrayList<>();
        for (TurnData turn : waiting) {
            QueueEntry entry = QueueEntry.of(turn);
            if (!entry.location().equals(held.remove(turn.id()))) {
                missing.add(entry);
            }
        }
        put(missing);
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
                index.run(LuaScript.SHOWN, List.of(turn.toString(), Integer.toString(position), couldHaveGrown));
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    }

    private Map<TurnId, String> held() {
        List<String> flat = index.run(LuaScript.ENTRIES, List.of());
        Map<TurnId, String> held = new HashMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            held.put(TurnId.parse(flat.get(i)), flat.get(i + 1));
        }
        return held;
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
