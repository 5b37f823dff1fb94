package dev.parley.core.remote;

import dev.parley.contracts.SceneBody;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body that the scenes of a mapping have in common, among the stations that reach policies elsewhere. */
final class SharedBody {
    private SharedBody() {}

    /**
     * One body for all its scenes: what its numbers mean must be the same everywhere.
     *
     * @throws ParleyException SCENE_UNKNOWN or MAPPING_REFUSED
     */
    static Embodiment of(Mapping mapping, List<Capabilities> stations) {
        List<Embodiment> bodies = new ArrayList<>();
        for (String scene : mapping.sceneIds()) {
            List<Capabilities> offering = stations.stream()
                    .filter(station -> StationFit.offers(station, scene))
                    .toList();
            if (offering.isEmpty()) {
                throw new ParleyException(
                        ErrorCode.SCENE_UNKNOWN,
                        "No station that reaches policies elsewhere has scene \"%s\"; those have %s."
                                .formatted(
                                        scene.length() <= 80 ? scene : scene.substring(0, 80) + "…", scenes(stations)));
            }
            Optional<Capabilities> fitting = offering.stream()
                    .filter(station ->
                            StationFit.misfit(mapping, station, scene).isEmpty())
                    .findFirst();
            if (fitting.isEmpty()) {
                throw Input.refused(
                        StationFit.misfit(mapping, offering.getFirst(), scene).orElseThrow());
            }
            bodies.add(SceneBody.of(fitting.get(), scene));
        }
        Embodiment first = bodies.getFirst();
        bodies.stream()
                .filter(other -> !other.getName().equals(first.getName())
                        || !other.getActionSpace()
                                .getKind()
                                .equals(first.getActionSpace().getKind()))
                .findFirst()
                .ifPresent(other -> {
                    throw Input.refused("Its scenes have different bodies, %s and %s; register one policy for each."
                            .formatted(first.getName(), other.getName()));
                });
        return first;
    }

    private static List<String> scenes(List<Capabilities> stations) {
        return stations.stream()
                .filter(Capabilities::getReachesRelayedPolicies)
                .flatMap(station -> station.getScenesList().stream())
                .map(scene -> scene.getSceneId())
                .distinct()
                .sorted()
                .toList();
    }
}
