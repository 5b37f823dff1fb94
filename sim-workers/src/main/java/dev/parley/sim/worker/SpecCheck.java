package dev.parley.sim.worker;

import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.relayed.PolicyByRelay;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.Task;
import dev.parley.sim.uploaded.UploadedNetwork;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.GoalImage;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.StationKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether this station can run an offered episode exactly as it is specified. */
final class SpecCheck {

    private final List<SceneDescription> scenes;
    private final Capabilities capabilities;

    SpecCheck(List<SceneDescription> scenes, Capabilities capabilities) {
        this.scenes = List.copyOf(scenes);
        this.capabilities = capabilities;
    }

    /** Every reason against it, as plain sentences. */
    List<String> violations(EpisodeSpec spec) {
        return scenes.stream()
                .filter(scene -> scene.id().equals(spec.getSceneId()))
                .findFirst()
                .map(scene -> violations(spec, scene))
                .orElseGet(() -> List.of("This station runs "
                        + scenes.stream().map(SceneDescription::id).collect(Collectors.joining(", ")) + ", not "
                        + spec.getSceneId()));
    }

    private List<String> violations(EpisodeSpec spec, SceneDescription scene) {
        List<String> violations = new ArrayList<>();
        if (capabilities.getKind() == StationKind.STATION_KIND_REHEARSAL) {
            violations.addAll(realRules(spec, scene));
        }
        if (!spec.hasSeed()) {
            violations.add("An episode in a simulator needs a seed");
        }
        policy(spec, scene).ifPresent(violations::add);
        if (spec.hasGoalImage()) {
            unreadable(spec.getGoalImage()).ifPresent(violations::add);
        }
        if (spec.hasTaskId() && scene.tasks().stream().map(Task::id).noneMatch(spec.getTaskId()::equals)) {
            violations.add("Scene " + scene.id() + " has no task " + spec.getTaskId());
        }
        if (spec.hasGoalStatement()) {
            GoalCriterion.refusal(spec.getGoalStatement(), scene.vocabulary()).ifPresent(violations::add);
        }
        spec.getRecordCamerasList().stream()
                .filter(camera ->
                        !camera.equals(StationCapabilities.peopleCamera(scene).id()))
                .forEach(camera -> violations.add("This station cannot record a camera named " + camera));
        violations.addAll(PinnedConditions.violations(spec.getConditionsList(), scene));
        return violations;
    }

    private Optional<String> policy(EpisodeSpec spec, SceneDescription scene) {
        if (spec.getPolicy().hasRelay()) {
            return elsewhere(spec, scene);
        }
        return spec.getPolicy().hasUploaded() ? uploaded(spec, scene) : carried(spec, scene);
    }

    private Optional<String> uploaded(EpisodeSpec spec, SceneDescription scene) {
        return capabilities.getRunsUploadedPolicies()
                ? UploadedNetwork.refusal(spec.getPolicy(), scene, spec.hasGoalImage())
                : Optional.of("This station runs no uploaded policies");
    }

    private Optional<String> elsewhere(EpisodeSpec spec, SceneDescription scene) {
        return capabilities.getReachesRelayedPolicies()
                ? PolicyByRelay.refusal(spec.getPolicy(), scene, spec.hasGoalImage())
                : Optional.of("This station reaches no policies elsewhere");
    }

    private Optional<String> carried(EpisodeSpec spec, SceneDescription scene) {
        return capabilities.getPoliciesList().stream()
                .filter(policy -> isWanted(policy, spec))
                .findFirst()
                .map(policy -> policy.getSceneIdsList().contains(scene.id())
                        ? asking(policy, spec)
                        : Optional.of("Policy " + policy.getName() + " does not act in scene " + scene.id()))
                .orElseGet(() -> Optional.of("This station does not carry version "
                        + spec.getPolicy().getDigest() + " of policy "
                        + spec.getPolicy().getName()));
    }

    private static List<String> realRules(EpisodeSpec spec, SceneDescription scene) {
        List<String> violations = new ArrayList<>();
        if (spec.getGuarantee() != Guarantee.GUARANTEE_AT_MOST_ONCE) {
            violations.add("This station runs an episode at most once, and the offer does not say so");
        }
        try {
            Envelope.narrower(spec.getEnvelope(), Envelope.OF_THE_STATION, scene.controlHz());
        } catch (IllegalArgumentException e) {
            violations.add("The safety envelope leaves nothing: " + e.getMessage());
        }
        return violations;
    }

    private static Optional<String> asking(PolicyCapability policy, EpisodeSpec spec) {
        EnumSet<PolicyCard.Asking> takes = EnumSet.noneOf(PolicyCard.Asking.class);
        if (policy.getAcceptsInstruction()) {
            takes.add(PolicyCard.Asking.WORDS);
        }
        if (policy.getAcceptsGoalImage()) {
            takes.add(PolicyCard.Asking.PICTURE);
        }
        return PolicyCard.refusal(
                policy.getName(), takes, !spec.getInstruction().isBlank(), spec.hasGoalImage());
    }

    private static Optional<String> unreadable(GoalImage image) {
        try {
            GoalImageFile.read(image);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isWanted(PolicyCapability policy, EpisodeSpec spec) {
        return policy.getName().equals(spec.getPolicy().getName())
                && policy.getDigest().equals(spec.getPolicy().getDigest());
    }
}
