package dev.parley.core.prompt;

import dev.parley.core.goal.ConfirmedGoal;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.turn.Admission;
import java.util.Optional;

/**
 * A prompt request after every wish was checked and every gap filled.
 *
 * @param task that the words mean; empty where a confirmed goal judges instead
 * @param goal what its picture means, where the asker has confirmed that
 * @param screening PENDING where somebody has to look at it again after it was let in
 */
record PromptPlan(
        Optional<Instruction> instruction,
        PromptRequest request,
        SceneData scene,
        PolicyData policy,
        Optional<SceneData.TaskData> task,
        Optional<ConfirmedGoal> goal,
        long seed,
        Screening screening) {

    /** What decides which stations could run it. */
    Admission.Needs needs() {
        return needs(policy, Optional.empty());
    }

    /** Of one of two that run at the same station. */
    Admission.Needs needs(PolicyData one, PolicyData other) {
        return needs(one, Optional.of(other.digest()));
    }

    private Admission.Needs needs(PolicyData one, Optional<String> otherDigest) {
        return new Admission.Needs(
                scene.id(), one.digest(), one.embodiment(), one.actionSpaceKind(), request.wantedBody(), otherDigest);
    }

    /** Whether somebody can have known it before: they gave it, or it is the start of their goal. */
    boolean knownStart() {
        return request.seed().isPresent() || goal.isPresent();
    }

    /** What the judge will look for; empty where none judges. */
    Optional<String> reading() {
        return task.map(SceneData.TaskData::reading).or(() -> goal.map(ConfirmedGoal::reading));
    }
}
