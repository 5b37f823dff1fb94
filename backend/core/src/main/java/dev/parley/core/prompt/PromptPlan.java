package dev.parley.core.prompt;

import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.turn.Admission;
import java.util.Optional;

/**
 * A prompt request after every wish was checked and every gap filled.
 *
 * @param screening PENDING where somebody has to look at it again after it was let in
 */
record PromptPlan(
        Optional<Instruction> instruction,
        PromptRequest request,
        SceneData scene,
        PolicyData policy,
        Optional<SceneData.TaskData> task,
        long seed,
        Screening screening) {
    /** What decides which stations could run it. */
    Admission.Needs needs() {
        return needs(policy);
    }

    /** The same with another policy. */
    Admission.Needs needs(PolicyData other) {
        return new Admission.Needs(scene.id(), other.digest(), other.embodiment(), other.actionSpaceKind());
    }
}
