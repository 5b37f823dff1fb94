package dev.parley.core.station;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Policies that run on their makers' servers, for stations that can ask them there. */
final class RelayedVersions {
    private RelayedVersions() {}

    /** A version that is in order now, and the body it moves. */
    record Relayed(String name, String title, String digest, StationData.Body body) {}

    static Uni<List<Relayed>> ready(Mutiny.Session session) {
        return session.createNativeQuery(
                        "SELECT name, title, current_digest, embodiment, action_space_kind FROM remote_policy"
                                + " WHERE state = 'READY' ORDER BY name",
                        Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Relayed(
                                (String) row[0],
                                (String) row[1],
                                (String) row[2],
                                new StationData.Body((String) row[3], (String) row[4])))
                        .toList());
    }

    /** Those that a station can ask with one of its bodies; which scene has which is the requirement's affair. */
    static Stream<Relayed> of(Capabilities station, List<Relayed> ready) {
        if (!station.getReachesRelayedPolicies()) {
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
        return ready.stream().filter(each -> bodies.contains(each.body()));
    }
}
