package dev.parley.core.station;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Policies that no station announces: on their makers' servers, for stations that can ask there, and uploaded ones, for stations that run those. */
final class RelayedVersions {
    private RelayedVersions() {}

    /** A version that is in order now, and the body it moves. */
    record Relayed(String name, String title, String digest, StationData.Body body, boolean uploaded) {
        /** What a stranger uploaded moves simulated bodies alone, whatever a station says of itself. */
        boolean reached(StationKind kind, Capabilities station) {
            return uploaded
                    ? kind == StationKind.SIMULATOR && station.getRunsUploadedPolicies()
                    : station.getReachesRelayedPolicies();
        }
    }

    static Uni<List<Relayed>> ready(Mutiny.Session session) {
        return session.createNativeQuery(
                        "SELECT name, title, current_digest, embodiment, action_space_kind, false FROM remote_policy"
                                + " WHERE state = 'READY' UNION ALL"
                                + " SELECT name, title, digest, embodiment, action_space_kind, true FROM uploaded_policy"
                                + " WHERE state = 'READY' ORDER BY 1",
                        Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Relayed(
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                new StationData.Body((String) row[3], (String) row[4]),
                                (Boolean) row[5]))
                        .toList());
    }

    /** Those that a station reaches with one of its bodies; which scene has which is the requirement's affair. */
    static Stream<Relayed> of(StationKind kind, Capabilities station, List<Relayed> ready) {
        if (!station.getReachesRelayedPolicies() && !station.getRunsUploadedPolicies()) {
            return Stream.empty();
        }
        Set<StationData.Body> bodies = Stream.concat(
                        Stream.of(station.getEmbodiment()),
                        station.getScenesList().stream()
                                .filter(SceneCapability::hasEmbodiment)
                                .map(SceneCapability::getEmbodiment))
                .map(body -> new StationData.Body(
                        body.getName(), body.getActionSpace().getKind()))
                .collect(toUnmodifiableSet());
        return ready.stream().filter(each -> each.reached(kind, station) && bodies.contains(each.body()));
    }
}
