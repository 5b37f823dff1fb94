package dev.parley.core.quota;

import dev.parley.contracts.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the quotas of all labs leave at one moment, to leave out beforehand what would be refused; the transaction that offers
 * decides. Immutable, and without cost where no lab has a quota.
 */
public final class DayRoom {
    /** Where no lab has a quota. */
    public static final DayRoom ALL = new DayRoom(Map.of(), Map.of());

    private final Map<StationId, UUID> labs;
    private final Map<UUID, List<Quota>> quotas;

    /** @param labs of the stations whose labs have quotas */
    DayRoom(Map<StationId, UUID> labs, Map<UUID, List<Quota>> quotas) {
        this.labs = Map.copyOf(labs);
        this.quotas = Map.copyOf(quotas);
    }

    /**
     * For tests of whoever asks it: one lab with one quota.
     *
     * @param digests of the policy's versions; empty: the quota is of all policies
     * @param left below zero where more was given before the quota was set
     */
    public static DayRoom of(
            Set<StationId> stations,
            Set<String> digests,
            int most,
            int left,
            Optional<Instant> one,
            Optional<Instant> two) {
        UUID lab = new UUID(0, 1);
        Map<StationId, UUID> labs = new HashMap<>();
        stations.forEach(station -> labs.put(station, lab));
        return new DayRoom(labs, Map.of(lab, List.of(new Quota(!digests.isEmpty(), digests, most, left, one, two))));
    }

    /**
     * One quota.
     *
     * @param digests of all versions of its policy
     * @param one when there is room for one, where there is none now
     * @param two the same for the two of a comparison
     */
    record Quota(
            boolean ofPolicy, Set<String> digests, int most, int left, Optional<Instant> one, Optional<Instant> two) {
        Quota {
            digests = Set.copyOf(digests);
        }

        int needs(String digest, Optional<String> other) {
            return wants(digest) + other.map(this::wants).orElse(0);
        }

        private int wants(String digest) {
            return !ofPolicy || digests.contains(digest) ? 1 : 0;
        }

        FullDay full(int needed) {
            return new FullDay(ofPolicy, most, needed > 1 ? two : one);
        }
    }

    public boolean everywhere() {
        return quotas.isEmpty();
    }

    /**
     * Why the station's lab has no room for it now; of several reasons the one that lasts longest.
     *
     * @param other the version that runs right after it, of a comparison: there is room for both or for none
     * @return empty: there is room
     */
    public Optional<FullDay> full(StationId station, String digest, Optional<String> other) {
        return Optional.ofNullable(labs.get(station))
                .flatMap(lab -> quotas.getOrDefault(lab, List.of()).stream()
                        .filter(quota -> quota.needs(digest, other) > Math.max(0, quota.left()))
                        .map(quota -> quota.full(quota.needs(digest, other)))
                        .max(Comparator.comparing(full -> full.goesOn().orElse(Instant.MAX))));
    }

    /** To take of it one by one; not for several threads. */
    public Taking taking() {
        return new Taking();
    }

    /** What is left while one goes through a line. */
    public final class Taking {
        private final Map<UUID, int[]> left = new HashMap<>();

        /** Whether there was room, of which so much is gone now. */
        public boolean take(StationId station, String digest, Optional<String> other) {
            UUID lab = labs.get(station);
            if (lab == null) {
                return true;
            }
            List<Quota> all = quotas.getOrDefault(lab, List.of());
            int[] rest = left.computeIfAbsent(
                    lab, each -> all.stream().mapToInt(Quota::left).toArray());
            List<Integer> needs = new ArrayList<>();
            for (int i = 0; i < rest.length; i++) {
                int needed = all.get(i).needs(digest, other);
                if (needed > Math.max(0, rest[i])) {
                    return false;
                }
                needs.add(needed);
            }
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= needs.get(i);
            }
            return true;
        }

        /** Whether there would be room. */
        public boolean room(StationId station, String digest, Optional<String> other) {
            UUID lab = labs.get(station);
            if (lab == null) {
                return true;
            }
            List<Quota> all = quotas.getOrDefault(lab, List.of());
            int[] rest = left.get(lab);
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).needs(digest, other)
                        > Math.max(0, rest == null ? all.get(i).left() : rest[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
