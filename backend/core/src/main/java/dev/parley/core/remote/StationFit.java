package dev.parley.core.remote;

import dev.parley.contracts.SceneBody;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.StationKind;
import java.util.List;
import java.util.Optional;

/** Whether a station can show a remote policy what it wants to see and do what it says. */
final class StationFit {
    private StationFit() {}

    /** Whether it reaches remote policies at all and has the scene. */
    static boolean offers(Capabilities station, String sceneId) {
        return station.getReachesRelayedPolicies()
                && station.getScenesList().stream()
                        .map(SceneCapability::getSceneId)
                        .anyMatch(sceneId::equals);
    }

    /** What does not fit, as a sentence that says what would be right; empty when all does. */
    static Optional<String> misfit(Mapping mapping, Capabilities station, String sceneId) {
        Embodiment body = SceneBody.of(station, sceneId);
        int width = body.getActionSpace().getVector().getNamesCount();
        if (width != mapping.actionWidth()) {
            return Optional.of("An action in scene %s has %d numbers (%s), not %d."
                    .formatted(
                            sceneId,
                            width,
                            String.join(", ", body.getActionSpace().getVector().getNamesList()),
                            mapping.actionWidth()));
        }
        return mapping.inputs().stream()
                .flatMap(input -> misfit(input, body, cameras(station, body), sceneId).stream())
                .findFirst();
    }

    /** What a policy may look through: a simulator's live camera is for people. */
    private static List<String> cameras(Capabilities station, Embodiment body) {
        boolean real = station.getKind() == StationKind.STATION_KIND_REAL_ROBOT;
        return body.getObservationSpace().getCamerasList().stream()
                .filter(camera -> real || !camera.getLive())
                .map(CameraSpec::getName)
                .toList();
    }

    private static Optional<String> misfit(Input input, Embodiment body, List<String> cameras, String sceneId) {
        return switch (input.source()) {
            case INSTRUCTION -> Optional.empty();
            case CAMERA -> {
                boolean there = input.camera().isEmpty() || cameras.contains(input.camera());
                yield there
                        ? Optional.empty()
                        : Optional.of("Scene %s has no camera %s for policies; it has %s."
                                .formatted(sceneId, input.camera(), cameras));
            }
            case STATE -> {
                int there = body.getObservationSpace().getState().getNamesCount();
                boolean fits = input.wholeState() ? there == input.stateNeeded() : there >= input.stateNeeded();
                yield fits
                        ? Optional.empty()
                        : Optional.of("The state in scene %s has %d numbers (%s); input %s wants %d."
                                .formatted(
                                        sceneId,
                                        there,
                                        String.join(
                                                ", ",
                                                body.getObservationSpace()
                                                        .getState()
                                                        .getNamesList()),
                                        input.key(),
                                        input.stateNeeded()));
            }
        };
    }
}
