package dev.parley.rosbridge.agent;

import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.Guarantee;
import java.util.ArrayList;
import java.util.List;

/** Whether this robot can run an offered episode as it is specified. */
final class SpecCheck {
    private final AgentSettings settings;

    SpecCheck(AgentSettings settings) {
        this.settings = settings;
    }

    List<String> violations(EpisodeSpec spec, Capabilities capabilities) {
        List<String> violations = new ArrayList<>();
        if (spec.getGuarantee() != Guarantee.GUARANTEE_AT_MOST_ONCE) {
            violations.add("This robot runs an episode at most once, and the offer does not say so.");
        }
        if (settings.scenes().stream().noneMatch(scene -> scene.id().equals(spec.getSceneId()))) {
            violations.add("This robot has "
                    + settings.scenes().stream().map(AgentSettings.Scene::id).toList() + ", not " + spec.getSceneId()
                    + ".");
        }
        if (!spec.getPolicy().hasRelay()) {
            violations.add("This robot runs no policies itself; it asks them through the gateway.");
        } else {
            Observing.refusal(spec.getPolicy().getRelay(), capabilities.getEmbodiment())
                    .ifPresent(violations::add);
        }
        if (spec.hasGoalImage() || spec.hasGoalStatement()) {
            violations.add("A policy that is asked through the gateway takes no goal image.");
        }
        if (spec.getConditionsCount() > 0) {
            violations.add("This robot's conditions are what they are; none can be set from afar.");
        }
        List<String> cameras = capabilities.getEmbodiment().getObservationSpace().getCamerasList().stream()
                .map(CameraSpec::getName)
                .toList();
        spec.getRecordCamerasList().stream()
                .filter(camera -> !cameras.contains(camera))
                .forEach(camera -> violations.add("This robot has no camera named " + camera + "."));
        try {
            settings.limits().narrowedBy(spec.getEnvelope());
        } catch (IllegalArgumentException e) {
            violations.add("The safety envelope leaves nothing: " + e.getMessage() + ".");
        }
        return violations;
    }
}
