package dev.parley.scheduler.wait;

import dev.parley.contracts.TurnId;
import dev.parley.core.quota.DayRoom;
import dev.parley.core.quota.FullDay;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.queue.ClassShares;
import dev.parley.scheduler.queue.QueueEntry;
import dev.parley.scheduler.queue.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a wait depends on, as it was at one moment. Immutable.
 *
 * @param servedRound fair round of the public class that was served last
 * @param room what the labs have left of what they give in a day
 */
record LineState(
        Instant at,
        List<StationData> stations,
        Map<TurnId, TurnData> waiting,
        List<RunningEpisode> running,
        Measured measured,
        long servedRound,
        ClassShares shares,
        DayRoom room) {

    /** Where no lab has a quota. */
    LineState(
            Instant at,
            List<StationData> stations,
            Map<TurnId, TurnData> waiting,
            List<RunningEpisode> running,
            Measured measured,
            long servedRound,
            ClassShares shares) {
        this(at, stations, waiting, running, measured, servedRound, shares, DayRoom.ALL);
    }

    static Map<TurnId, TurnData> byId(List<TurnData> turns) {
        Map<TurnId, TurnData> byId = new LinkedHashMap<>();
        turns.forEach(turn -> byId.put(turn.id(), turn));
        return byId;
    }

    /** Stations that could run it, away or not. */
    List<StationData> fitting(Requirement requirement) {
        return stations.stream().filter(requirement::fits).toList();
    }

    /**
     * Stations that could run it now or after what they run; where there is none, those whose labs give no more for now, and where
     * all are away, those.
     */
    List<StationData> candidates(Requirement requirement) {
        List<StationData> fitting = fitting(requirement);
        List<StationData> working =
                fitting.stream().filter(StationData::takesWork).toList();
        List<StationData> withRoom = working.stream()
                .filter(station -> full(station, requirement).isEmpty())
                .toList();
        return !withRoom.isEmpty() ? withRoom : working.isEmpty() ? fitting : working;
    }

    /** Why the station's lab gives no more of it for now. */
    Optional<FullDay> full(StationData station, Requirement requirement) {
        return room.full(station.id(), requirement.policyDigest(), requirement.otherDigest());
    }

    /** What a lab asks of its own station every day is in no quota. */
    static boolean counts(QueueEntry entry) {
        return entry.placement().priorityClass() != PriorityClass.LAB;
    }

    /**
     * The line that {@code requirement} stands in, in order: every waiting turn that some candidate station of it could
     * take, and {@code extra}. A turn that waits for a station that is away stands in no working station's line.
     */
    List<QueueEntry> line(Requirement requirement, Collection<QueueEntry> extra) {
        Set<StationData> here = Set.copyOf(candidates(requirement));
        Map<Requirement, Boolean> together = waiting.values().stream()
                .map(Requirement::of)
                .distinct()
                .collect(Collectors.toMap(
                        each -> each,
                        each -> each.equals(requirement)
                                || candidates(each).stream().anyMatch(here::contains)));
        List<QueueEntry> line = waiting.values().stream()
                .map(QueueEntry::of)
                .filter(entry -> together.get(entry.requirement()))
                .collect(Collectors.toCollection(ArrayList::new));
        line.addAll(extra);
        return ClassOrder.of(line, shares);
    }
}
