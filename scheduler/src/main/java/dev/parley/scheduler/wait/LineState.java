package dev.parley.scheduler.wait;

import dev.parley.contracts.TurnId;
import dev.parley.core.station.StationData;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a wait depends on, as it was at one moment. Immutable.
 *
 * @param servedRound fair round of the public class that was served last
 */
record LineState(
        Instant at,
        List<StationData> stations,
        Map<TurnId, TurnData> waiting,
        List<RunningEpisode> running,
        Measured measured,
        long servedRound,
        ClassShares shares) {

    static Map<TurnId, TurnData> byId(List<TurnData> turns) {
        Map<TurnId, TurnData> byId = new LinkedHashMap<>();
        turns.forEach(turn -> byId.put(turn.id(), turn));
        return byId;
    }

    /** Stations that could run it, away or not. */
    List<StationData> fitting(Requirement requirement) {
        return stations.stream().filter(requirement::fits).toList();
    }

    /** Stations that could run it now or after what they run; where there is none, those that are away. */
    List<StationData> candidates(Requirement requirement) {
        List<StationData> fitting = fitting(requirement);
        List<StationData> working =
                fitting.stream().filter(StationData::takesWork).toList();
        return working.isEmpty() ? fitting : working;
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
