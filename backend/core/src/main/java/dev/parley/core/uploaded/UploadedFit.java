package dev.parley.core.uploaded;

import dev.parley.contracts.SceneBody;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.SceneCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the stations that run uploaded policies can show a network what it wants to see, and do what it says; and with which body. */
final class UploadedFit {
    private UploadedFit() {}

    /**
     * One body for all its scenes: what its numbers mean must be the same everywhere.
     *
     * @throws ParleyException SCENE_UNKNOWN or MAPPING_REFUSED
     */
    static Embodiment body(NetworkMapping mapping, List<Capabilities> stations) {
        List<Embodiment> bodies = new ArrayList<>();
        for (String scene : mapping.sceneIds()) {
            List<Embodiment> offered = stations.stream()
                    .filter(station -> offers(station, scene))
                    .map(station -> SceneBody.of(station, scene))
                    .toList();
            if (offered.isEmpty()) {
                throw new ParleyException(
                        ErrorCode.SCENE_UNKNOWN,
                        "No station that runs uploaded policies has scene \"%s\"; those have %s."
                                .formatted(
                                        scene.length() <= 80 ? scene : scene.substring(0, 80) + "…", scenes(stations)));
            }
            bodies.add(offered.stream()
                    .filter(body -> misfit(mapping, body, scene).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> TensorInput.refused(
                            misfit(mapping, offered.getFirst(), scene).orElseThrow())));
        }
        Embodiment first = bodies.getFirst();
        bodies.stream().filter(other -> !same(first, other)).findFirst().ifPresent(other -> {
            throw TensorInput.refused("Its scenes have different bodies, %s and %s; upload one policy for each."
                    .formatted(first.getName(), other.getName()));
        });
        return first;
    }

    private static boolean same(Embodiment one, Embodiment other) {
        return one.getName().equals(other.getName())
                && one.getActionSpace().getKind().equals(other.getActionSpace().getKind());
    }

    private static boolean offers(Capabilities station, String sceneId) {
        return station.getRunsUploadedPolicies()
                && station.getScenesList().stream()
                        .map(SceneCapability::getSceneId)
                        .anyMatch(sceneId::equals);
    }

    private static Optional<String> misfit(NetworkMapping mapping, Embodiment body, String sceneId) {
        int width = body.getActionSpace().getVector().getNamesCount();
        if (width != mapping.actionWidth()) {
            return Optional.of("An action in scene %s has %d numbers (%s), not %d."
                    .formatted(
                            sceneId,
                            width,
                            String.join(", ", body.getActionSpace().getVector().getNamesList()),
                            mapping.actionWidth()));
        }
        int there = body.getObservationSpace().getState().getNamesCount();
        return mapping.inputs().stream()
                .filter(input -> input.wholeState() ? there != input.stateNeeded() : there < input.stateNeeded())
                .findFirst()
                .map(input -> "The state in scene %s has %d numbers (%s); input %s wants %d."
                        .formatted(
                                sceneId,
                                there,
                                String.join(
                                        ", ",
                                        body.getObservationSpace().getState().getNamesList()),
                                input.tensor(),
                                input.stateNeeded()));
    }

    private static List<String> scenes(List<Capabilities> stations) {
        return stations.stream()
                .filter(Capabilities::getRunsUploadedPolicies)
                .flatMap(station -> station.getScenesList().stream())
                .map(SceneCapability::getSceneId)
                .distinct()
                .sorted()
                .toList();
    }
}
