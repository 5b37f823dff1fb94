package dev.parley.core.prompt;

import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import java.util.List;
import java.util.Optional;

/** Which policies can do what is asked for in a scene, and why the others cannot. */
public final class PolicyFit {
    private final SceneData scene;
    private final boolean words;
    private final boolean picture;

    /**
     * @param words whether an instruction is given
     * @param picture whether a goal image is given
     */
    public PolicyFit(SceneData scene, boolean words, boolean picture) {
        this.scene = scene;
        this.words = words;
        this.picture = picture;
    }

    /** Those that can. */
    public List<PolicyData> fitting(List<PolicyData> all) {
        return all.stream().filter(policy -> misfit(policy).isEmpty()).toList();
    }

    /** Why a policy cannot, and what would be right, in sentences; empty when it can. */
    public Optional<String> refusal(PolicyData policy, List<PolicyData> all) {
        return misfit(policy).map(why -> why + " " + instead(fitting(all)));
    }

    /** That none can, and what would be right. */
    public String nobody() {
        return "No policy takes %s in scene %s; %s.".formatted(asked(), scene.id(), otherWay());
    }

    private Optional<String> misfit(PolicyData policy) {
        if (!policy.sceneIds().contains(scene.id())) {
            return Optional.of("Policy %s does not know scene %s; it knows %s."
                    .formatted(policy.name(), scene.id(), policy.sceneIds()));
        }
        if (!policy.embodiment().equals(scene.embodiment())) {
            return Optional.of("Policy %s moves %s, but scene %s has %s."
                    .formatted(policy.name(), policy.embodiment(), scene.id(), scene.embodiment()));
        }
        if (words && !policy.acceptsInstruction()) {
            return Optional.of("Policy %s takes no instruction.".formatted(policy.name()));
        }
        if (picture && !policy.acceptsGoalImage()) {
            return Optional.of("Policy %s takes no goal image.".formatted(policy.name()));
        }
        return Optional.empty();
    }

    private String instead(List<PolicyData> fitting) {
        return fitting.isEmpty()
                ? nobody()
                : "Policies that take %s in scene %s: %s."
                        .formatted(
                                asked(),
                                scene.id(),
                                fitting.stream().map(PolicyData::name).toList());
    }

    private String asked() {
        if (words && picture) {
            return "an instruction together with a goal image";
        }
        return picture ? "a goal image" : "an instruction";
    }

    private String otherWay() {
        if (words && picture) {
            return "send one of the two";
        }
        return picture ? "send an instruction" : "send a goal image";
    }
}
