package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.Episodes;
import dev.parley.core.goal.ConfirmedGoal;
import dev.parley.core.goal.GoalStatements;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.goalimage.PictureState;
import dev.parley.core.goalimage.PictureStates;
import dev.parley.core.owner.OwnPolicies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what somebody asks for against what there is, and fills in what they left open. Stores nothing. */
@ApplicationScoped
class PromptPlanner {
    private static final List<String> KINDS_BY_PREFERENCE =
            List.of("learned", "scripted-expert", "random", "remote", "uploaded");

    private final Scenes scenes;
    private final GoalImages goalImages;
    private final GoalStatements goals;
    private final PictureStates pictures;
    private final Episodes episodes;
    private final Moderation moderation;
    private final PromptConfig config;
    private final SecureRandom random;

    @Inject
    PromptPlanner(
            Scenes scenes,
            GoalImages goalImages,
            GoalStatements goals,
            PictureStates pictures,
            Episodes episodes,
            Moderation moderation,
            PromptConfig config,
            SecureRandom random) {
        this.scenes = scenes;
        this.goalImages = goalImages;
        this.goals = goals;
        this.pictures = pictures;
        this.episodes = episodes;
        this.moderation = moderation;
        this.config = config;
        this.random = random;
    }

    /**
     * What can be said of a request without knowing what there is: its words, whether they may be asked in public, and whether
     * its goal image may be used.
     */
    Uni<PromptDraft> check(PromptRequest request, Author author) {
        Optional<Instruction> instruction = request.instruction().map(Instruction::of);
        if (instruction.isEmpty() && request.goalImage().isEmpty()) {
            throw new ParleyException(
                    ErrorCode.INSTRUCTION_MISSING, "A prompt needs an instruction or a goalImageId; it has neither.");
        }
        return requireGoalImage(request, author)
                .chain(picture -> goal(request)
                        .map(goal -> new PromptDraft(
                                request,
                                instruction,
                                goal,
                                author,
                                instruction.flatMap(words -> moderation.judge(words.text())),
                                moderation.first(instruction.isPresent(), picture))));
    }

    private Uni<Optional<ConfirmedGoal>> goal(PromptRequest request) {
        return request.goalImage()
                .map(goals::of)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /**
     * @param own digests of policies of the asker's own lab, which are not theirs to ask
     * @throws ParleyException SERVICE_AWAY, SCENE_UNKNOWN, GOAL_OF_ANOTHER_SCENE, POLICY_UNKNOWN, POLICY_DOES_NOT_FIT, OWN_POLICY or
     *     BODY_NOT_OFFERED
     */
    PromptPlan plan(PromptDraft draft, Catalogue.Offered offered, Set<String> own) {
        PromptRequest request = draft.request();
        Optional<ConfirmedGoal> goal = draft.goal();
        SceneData scene = scene(offered.scenes(), request.sceneId().or(() -> goal.map(ConfirmedGoal::sceneId)));
        goal.ifPresent(shown -> requireSame(shown, scene));
        BodyFit bodies = new BodyFit(request.wantedBody(), scene, offered.stations());
        PolicyData policy = policy(offered.policies(), request, scene, bodies, own);
        // What somebody confirmed counts for more than how a sentence beside it could be read.
        Optional<SceneData.TaskData> task = goal.isPresent()
                ? Optional.empty()
                : draft.instruction().flatMap(words -> scenes.recognise(scene, words.text()));
        return new PromptPlan(
                draft.instruction(), request, scene, policy, task, goal, seed(request, goal), draft.screening());
    }

    private static void requireSame(ConfirmedGoal goal, SceneData scene) {
        if (!goal.sceneId().equals(scene.id())) {
            throw new ParleyException(
                    ErrorCode.GOAL_OF_ANOTHER_SCENE,
                    "The goal picture shows scene %s, the prompt is for %s; ask in %s or make a goal there."
                            .formatted(goal.sceneId(), scene.id(), goal.sceneId()));
        }
    }

    /** One's own, or one that an episode ran under: what is part of a public record can be asked again by anybody. */
    private Uni<Optional<PictureState>> requireGoalImage(PromptRequest request, Author author) {
        if (request.goalImage().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        GoalImageId image = request.goalImage().get();
        return goalImages
                .belongsTo(image, author)
                .chain(own -> own ? Uni.createFrom().item(true) : episodes.ranUnder(image))
                .chain(known -> known ? pictures.of(image) : Uni.createFrom().item(Optional.<PictureState>empty()))
                .invoke(state -> {
                    if (state.isEmpty()) {
                        throw new ParleyException(
                                ErrorCode.GOAL_IMAGE_UNKNOWN,
                                "There is no goal image %s of yours and none that an episode ran under; upload one first."
                                        .formatted(image));
                    }
                    if (state.get() == PictureState.REFUSED || state.get() == PictureState.WITHDRAWN) {
                        throw new ParleyException(
                                ErrorCode.GOAL_IMAGE_UNKNOWN,
                                "The goal image %s is not there any more; send another picture.".formatted(image));
                    }
                });
    }

    private SceneData scene(List<SceneData> all, Optional<String> wanted) {
        if (all.isEmpty()) {
            throw new ParleyException(
                    ErrorCode.SERVICE_AWAY, "No station has announced a scene yet; try again in a minute.");
        }
        return wanted.or(config::defaultScene)
                .map(id -> all.stream()
                        .filter(scene -> scene.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.SCENE_UNKNOWN,
                                "There is no scene \"%s\"; there are %s."
                                        .formatted(
                                                shortened(id),
                                                all.stream().map(SceneData::id).toList()))))
                .orElse(all.getFirst());
    }

    private PolicyData policy(
            List<PolicyData> all, PromptRequest request, SceneData scene, BodyFit bodies, Set<String> own) {
        PolicyFit fit = new PolicyFit(
                scene, request.instruction().isPresent(), request.goalImage().isPresent());
        if (request.policyName().isPresent()) {
            PolicyData named = named(all, request.policyName().get());
            if (own.contains(named.digest())) {
                throw OwnPolicies.refusal(named);
            }
            fit.refusal(named, all).ifPresent(refusal -> {
                throw new ParleyException(ErrorCode.POLICY_DOES_NOT_FIT, refusal);
            });
            if (!bodies.runs(named)) {
                throw bodies.refusal(named, fit.fitting(all));
            }
            return named;
        }
        List<PolicyData> fitting = fit.fitting(all);
        if (fitting.isEmpty()) {
            throw new ParleyException(ErrorCode.POLICY_DOES_NOT_FIT, fit.nobody());
        }
        List<PolicyData> able = fitting.stream()
                .filter(policy -> !own.contains(policy.digest()))
                .toList();
        if (able.isEmpty()) {
            throw OwnPolicies.nothingElse();
        }
        return able.stream()
                .filter(bodies::runs)
                .min(Comparator.<PolicyData, Boolean>comparing(
                                policy -> !config.defaultPolicy().equals(Optional.of(policy.name())))
                        .thenComparing(policy -> KINDS_BY_PREFERENCE.indexOf(policy.kind())))
                .orElseThrow(() -> bodies.nobody(able));
    }

    private static PolicyData named(List<PolicyData> all, String name) {
        return all.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN,
                        "There is no policy \"%s\"; there are %s."
                                .formatted(
                                        shortened(name),
                                        all.stream().map(PolicyData::name).toList())));
    }

    /** Absent is not zero: a drawn seed is recorded like a chosen one. 63 bits, so that no reader loses the sign. */
    private long seed(PromptRequest request, Optional<ConfirmedGoal> goal) {
        // A goal was arranged from one start, and means most from there.
        return request.seed().isPresent()
                ? request.seed().getAsLong()
                : goal.map(ConfirmedGoal::seed).orElseGet(() -> random.nextLong() >>> 1);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
