package dev.parley.core.study;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Instruction;
import dev.parley.core.prompt.Moderation;
import dev.parley.core.prompt.PolicyFit;
import dev.parley.core.scene.SceneData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds items against scenes and policies. Pure, and quick: sentences come again and again. One use. */
final class StudyCheck {
    private static final int MOST_CONDITIONS = 64;

    private final List<SceneData> scenes;
    private final List<PolicyData> policies;
    private final Moderation moderation;
    private final Set<String> allowedSentences = new HashSet<>();

    /** @param policies the versions that the items name, as far as there are such */
    StudyCheck(List<SceneData> scenes, List<PolicyData> policies, Moderation moderation) {
        this.scenes = scenes;
        this.policies = policies;
        this.moderation = moderation;
    }

    /**
     * @param pictures digests of the goal images that the items name
     * @throws ParleyException naming the first item that is wrong, by its number from 0
     */
    List<PlannedItem> of(List<StudyItem> items, Map<GoalImageId, String> pictures) {
        List<PlannedItem> planned = new ArrayList<>(items.size());
        for (StudyItem item : items) {
            try {
                planned.add(of(item, item.goalImage().map(pictures::get)));
            } catch (ParleyException e) {
                throw new ParleyException(e.code(), "Item %d: %s".formatted(planned.size(), e.detail()));
            }
        }
        return planned;
    }

    /** @param picture digest of its goal image */
    PlannedItem of(StudyItem item, Optional<String> picture) {
        SceneData scene = scene(item.sceneId());
        PolicyData policy = policy(item);
        Optional<String> words = item.instruction().map(this::words);
        if (words.isEmpty() && item.goalImage().isEmpty()) {
            throw new ParleyException(
                    ErrorCode.INSTRUCTION_MISSING, "It needs an instruction or a goalImageId; it has neither.");
        }
        new PolicyFit(scene, words.isPresent(), item.goalImage().isPresent())
                .refusal(policy, policies)
                .ifPresent(refusal -> {
                    throw new ParleyException(ErrorCode.POLICY_DOES_NOT_FIT, refusal);
                });
        SceneData.TaskData task = scene.tasks().stream()
                .filter(each -> each.id().equals(item.taskId()))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.TASK_UNKNOWN,
                        "Scene %s has no task \"%s\".".formatted(scene.id(), shortened(item.taskId()))));
        requireConditions(item.conditions(), scene);
        StudyItem kept = new StudyItem(
                policy.name(),
                policy.digest(),
                scene.id(),
                task.id(),
                words,
                item.goalImage(),
                item.seed(),
                item.conditions(),
                item.body());
        return new PlannedItem(kept, task.reading(), scene.horizonSteps(), picture);
    }

    private SceneData scene(String id) {
        return scenes.stream()
                .filter(scene -> scene.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.SCENE_UNKNOWN,
                        "There is no scene \"%s\"; there are %s."
                                .formatted(
                                        shortened(id),
                                        scenes.stream().map(SceneData::id).toList())));
    }

    private PolicyData policy(StudyItem item) {
        return policies.stream()
                .filter(policy -> policy.name().equals(item.policyName())
                        && policy.digest().equals(item.policyDigest()))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN,
                        "No station has announced version %s of policy \"%s\"; see GET /api/v1/policies."
                                .formatted(shortened(item.policyDigest()), shortened(item.policyName()))));
    }

    private String words(String raw) {
        String text = Instruction.of(raw).text();
        if (!allowedSentences.contains(text)) {
            // Everybody can watch: what may not be asked in public may not be asked by a study either.
            moderation.judge(text).ifPresent(refusal -> {
                throw new ParleyException(ErrorCode.INSTRUCTION_REFUSED, refusal.sentence());
            });
            allowedSentences.add(text);
        }
        return text;
    }

    private static void requireConditions(Map<String, Double> conditions, SceneData scene) {
        if (conditions.size() > MOST_CONDITIONS) {
            throw new ParleyException(
                    ErrorCode.CONDITION_REFUSED,
                    "It pins %d conditions; at most %d are taken.".formatted(conditions.size(), MOST_CONDITIONS));
        }
        conditions.forEach((name, value) -> {
            SceneData.FactorData factor = scene.factors().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.CONDITION_REFUSED,
                            "Scene %s has no condition \"%s\"; it has %s."
                                    .formatted(
                                            scene.id(),
                                            shortened(name),
                                            scene.factors().stream()
                                                    .map(SceneData.FactorData::name)
                                                    .toList())));
            if (!factor.allows(value)) {
                throw new ParleyException(
                        ErrorCode.CONDITION_REFUSED,
                        "Condition %s of scene %s is %s from %s to %s, not %s."
                                .formatted(
                                        name,
                                        scene.id(),
                                        factor.whole() ? "a whole number" : "a number",
                                        factor.min(),
                                        factor.max(),
                                        value));
            }
        });
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
