package dev.parley.scheduler.matching;

import dev.parley.contracts.StationId;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.quota.DayRoom;
import dev.parley.core.station.StationData;
import dev.parley.scheduler.queue.Picked;
import dev.parley.scheduler.queue.Requirement;
import dev.parley.scheduler.queue.Vacancy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The slots that one look found free, and what each station could run in them. */
final class FreeSlots {
    private final Map<StationId, List<Requirement>> fitting = new LinkedHashMap<>();
    private final Map<StationId, List<Requirement>> ofTheLabAlone = new LinkedHashMap<>();
    private final Map<StationId, Deque<Integer>> slots = new LinkedHashMap<>();

    /** @param room where a lab has given what it gives in a day, nothing is tried but what the lab itself asks every day */
    FreeSlots(Set<Requirement> waiting, List<StationData> stations, Map<StationId, Set<Integer>> taken, DayRoom room) {
        for (StationData station : stations) {
            List<Requirement> fits =
                    waiting.stream().filter(each -> each.fits(station)).toList();
            if (!station.takesWork() || fits.isEmpty()) {
                continue;
            }
            Set<Integer> busy = taken.getOrDefault(station.id(), Set.of());
            Deque<Integer> free = new ArrayDeque<>();
            // A person at a console looks at one ask at a time, however many places there are.
            int atMost = station.console().isPresent() ? 1 : station.slots();
            for (int slot = 0; slot < station.slots() && free.size() < atMost; slot++) {
                if (!busy.contains(slot)) {
                    free.add(slot);
                }
            }
            Map<Boolean, List<Requirement>> byRoom = fits.stream()
                    .collect(Collectors.partitioningBy(
                            each -> room.full(station.id(), each.policyDigest(), each.otherDigest())
                                    .isEmpty()));
            fitting.put(station.id(), byRoom.getOrDefault(true, List.of()));
            ofTheLabAlone.put(station.id(), byRoom.getOrDefault(false, List.of()));
            slots.put(station.id(), free);
        }
    }

    /** What is still free, at most this many slots; empty when there is nothing left to try. */
    List<Vacancy> next(int atMost) {
        List<Vacancy> next = new ArrayList<>();
        int room = atMost;
        for (Map.Entry<StationId, Deque<Integer>> each : slots.entrySet()) {
            int wanted = Math.min(room, each.getValue().size());
            if (wanted > 0) {
                next.add(new Vacancy(
                        each.getKey(),
                        wanted,
                        fitting.getOrDefault(each.getKey(), List.of()),
                        ofTheLabAlone.getOrDefault(each.getKey(), List.of())));
                room -= wanted;
            }
        }
        return next;
    }

    /** Whoever got fewer than it asked for has nothing more waiting: its other slots are not tried again. */
    void exhausted(List<Vacancy> asked, Collection<Picked> picked) {
        for (Vacancy vacancy : asked) {
            long got = picked.stream()
                    .filter(each -> each.station().equals(vacancy.station()))
                    .count();
            if (got < vacancy.slots()) {
                Deque<Integer> free = of(vacancy.station());
                while (free.size() > got) {
                    free.removeLast();
                }
            }
        }
    }

    /** One of the station's free slots, which is free no more. */
    int take(StationId station) {
        return of(station).remove();
    }

    /** The turn for this slot was gone: it is free for another. */
    void giveBack(Assignments.Offer offer) {
        of(offer.station()).add(offer.slot());
    }

    private Deque<Integer> of(StationId station) {
        return slots.computeIfAbsent(station, id -> new ArrayDeque<>());
    }
}
