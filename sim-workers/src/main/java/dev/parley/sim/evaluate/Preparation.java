package dev.parley.sim.evaluate;

import dev.parley.contracts.Sha256;
import dev.parley.sim.evaluate.TaskSelection.SceneTask;
import dev.parley.sim.policy.OnnxDevice;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An evaluation whose arguments have been checked.
 *
 * @param episodes the whole plan
 * @param policies loads the policy for a scene
 * @param prompters what says what the policy is given in a scene
 * @param pinned conditions that no seed varies
 * @param arguments all that decides what comes out, for the record and for resuming
 */
record Preparation(
        EvaluateOptions options,
        List<PlannedEpisode> episodes,
        Function<SceneDescription, Policy> policies,
        Function<String, Prompter> prompters,
        Conditions pinned,
        Map<String, Object> arguments) {

    /**
     * Throws {@link IllegalArgumentException} or {@link dev.parley.sim.policy.PolicyException} with a sentence on what is wrong.
     */
    static Preparation of(EvaluateOptions options, String executionProfile) throws IOException {
        Function<SceneDescription, Policy> policies = scene -> load(options.policy(), scene);
        Map<String, String> openedBy = new LinkedHashMap<>();
        List<SceneDescription> scenes = scenes(options, openedBy);
        PolicyCard card = card(policies, scenes);
        boolean words = options.promptBy() == EvaluateOptions.PromptBy.WORDS;
        PolicyCard.refusal(card.name(), card.takes(), words, !words).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        List<SceneTask> tasks = TaskSelection.choose(scenes, options.tasks());
        Conditions pinned = options.conditions().isPresent()
                ? ConditionsFile.read(options.conditions().get(), scenes)
                : Conditions.FREE;
        EpisodePlan plan = new EpisodePlan(openedBy, options.wording());
        List<PlannedEpisode> episodes = options.instructions().isPresent()
                ? plan.ofLines(
                        tasks,
                        InstructionsFile.read(options.instructions().get()),
                        options.firstSeed(),
                        options.episodes())
                : plan.ofTasks(tasks, options.firstSeed(), options.episodes());
        return new Preparation(
                options,
                episodes,
                policies,
                prompters(options, pinned),
                pinned,
                arguments(options, card, openedBy, tasks, pinned, executionProfile));
    }

    private static Policy load(String policy, SceneDescription scene) {
        if (Policies.names().contains(policy)) {
            return Policies.load(policy, scene);
        }
        if (!Files.isRegularFile(Path.of(policy))) {
            throw new IllegalArgumentException(
                    "--policy is the path of an ONNX file or one of " + Policies.names() + ", not " + policy);
        }
        try {
            return Policies.loadCandidate(Path.of(policy));
        } catch (IOException e) {
            throw new UncheckedIOException("The policy " + policy + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<SceneDescription> scenes(EvaluateOptions options, Map<String, String> openedBy) {
        boolean carried = Policies.names().contains(options.policy());
        List<String> wanted = options.scenes();
        if (wanted.isEmpty()) {
            wanted = List.of(
                    carried
                            ? Policies.card(options.policy()).scene()
                            : SceneFolder.carriedIds().getFirst());
        } else if (wanted.equals(List.of(EvaluateOptions.ALL))) {
            wanted = carried ? Policies.scenes(options.policy()) : SceneFolder.carriedIds();
        }
        List<SceneDescription> scenes =
                wanted.stream().map(SceneDescription::load).toList();
        for (int i = 0; i < wanted.size(); i++) {
            openedBy.put(scenes.get(i).id(), wanted.get(i));
        }
        return scenes;
    }

    // Loading it says whether it can act in each scene.
    private static PolicyCard card(Function<SceneDescription, Policy> policies, List<SceneDescription> scenes) {
        PolicyCard card = null;
        for (SceneDescription scene : scenes) {
            try (Policy policy = policies.apply(scene)) {
                card = policy.card();
            }
        }
        if (card == null) {
            throw new IllegalArgumentException("--scene names no scene");
        }
        return card;
    }

    private static Function<String, Prompter> prompters(EvaluateOptions options, Conditions pinned) {
        return switch (options.promptBy()) {
            case WORDS -> scene -> Prompter.words();
            case PICTURE -> scene -> Prompter.pictures(scene, pinned);
        };
    }

    private static Map<String, Object> arguments(
            EvaluateOptions options,
            PolicyCard card,
            Map<String, String> openedBy,
            List<SceneTask> tasks,
            Conditions pinned,
            String executionProfile)
            throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("policy", card.name());
        arguments.put("version", card.version());
        Map<String, String> scenes = new LinkedHashMap<>();
        openedBy.forEach((id, opened) -> scenes.put(id, digest(SceneFolder.of(opened))));
        arguments.put("scenes", scenes);
        arguments.put("tasks", tasks.stream().map(each -> each.task().id()).toList());
        arguments.put("episodes", options.episodes());
        arguments.put("first_seed", options.firstSeed());
        arguments.put("prompt_by", options.promptBy().word());
        if (options.instructions().isPresent()) {
            arguments.put(
                    "instructions_sha256",
                    Sha256.hex(Files.readAllBytes(options.instructions().get())));
        } else {
            arguments.put("phrasings", options.wording().word());
        }
        arguments.put("conditions", pinned.values());
        arguments.put("execution_profile", executionProfile);
        if (!OnnxDevice.inUse().isCpu()) {
            // Only a CPU gives a row the same bits in every batch.
            arguments.put("worlds", options.worlds());
        }
        return arguments;
    }

    private static String digest(SceneFolder folder) {
        StringBuilder all = new StringBuilder();
        for (String file : List.of("scene.json", "model.xml", "phrasings.json")) {
            if (folder.has(file)) {
                all.append(Sha256.hex(folder.bytes(file)));
            }
        }
        return Sha256.hex(all.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
