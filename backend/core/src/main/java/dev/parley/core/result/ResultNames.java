package dev.parley.core.result;

import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Names that results can be asked of, as they were some seconds ago at most. Others are refused before anything is read or kept for
 * them: there are more made-up names than any cache holds.
 */
@ApplicationScoped
public class ResultNames {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SharedReads<Boolean, List<SceneData>> scenes;
    private final SharedReads<Boolean, List<PolicyData>> policies;

    @Inject
    ResultNames(Scenes scenes, Policies policies, ReactiveBridge bridge) {
        this.scenes = new SharedReads<>(bridge, all -> scenes.all(), found -> FRESH, 1, found -> 1);
        this.policies = new SharedReads<>(bridge, all -> policies.all(), found -> FRESH, 1, found -> 1);
    }

    /** @throws ParleyException SCENE_UNKNOWN or TASK_UNKNOWN in the Uni, naming those that there are */
    public Uni<Void> require(Sample sample) {
        return sample.sceneId().isEmpty()
                ? Uni.createFrom().voidItem()
                : scenes.get(true).invoke(all -> require(sample, all)).replaceWithVoid();
    }

    /** @throws ParleyException POLICY_UNKNOWN in the Uni, naming those that there are */
    public Uni<Void> require(String policy) {
        return policies.get(true).invoke(all -> named(all, policy)).replaceWithVoid();
    }

    /** @throws ParleyException SCENE_UNKNOWN or TASK_UNKNOWN, naming those that there are */
    public static void require(Sample sample, List<SceneData> all) {
        sample.sceneId().ifPresent(id -> {
            SceneData scene = all.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.SCENE_UNKNOWN,
                            "There is no such scene; there are %s."
                                    .formatted(all.stream().map(SceneData::id).toList())));
            List<String> tasks =
                    scene.tasks().stream().map(SceneData.TaskData::id).toList();
            sample.taskId().filter(task -> !tasks.contains(task)).ifPresent(task -> {
                throw new ParleyException(
                        ErrorCode.TASK_UNKNOWN, "Scene %s has no such task; it has %s.".formatted(id, tasks));
            });
        });
    }

    /** @throws ParleyException POLICY_UNKNOWN, naming those that there are */
    public static PolicyData named(List<PolicyData> all, String name) {
        return all.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN,
                        "There is no such policy; there are %s."
                                .formatted(all.stream().map(PolicyData::name).toList())));
    }
}
