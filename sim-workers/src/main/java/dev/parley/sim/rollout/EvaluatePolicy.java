package dev.parley.sim.rollout;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Arguments;
import dev.parley.sim.training.Phrasings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Main: success of a policy over a range of seeds, tasks in turn, with Wilson's interval, by task, and steps.
 *
 * <p>{@code --policy} is a carried name or the path of an ONNX file; {@code --tasks} picks those with these letters in their ids; {@code --phrases} is {@code training}, {@code held-out} or
 * {@code plain}. Each seed draws its own sentence.
 */
public final class EvaluatePolicy {

    private static final String USAGE =
            "--policy NAME|FILE.onnx --seeds 500000-500199 [--scene ID|FOLDER] [--tasks PART] [--phrases training|held-out|plain]"
                    + " [--verbose true]";

    private final Arguments arguments;

    private EvaluatePolicy(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] args) throws IOException {
        new EvaluatePolicy(new Arguments(args, USAGE)).run();
        System.exit(0);
    }

    private void run() throws IOException {
        String[] range = arguments.get("seeds").split("-");
        long first = Long.parseLong(range[0]);
        long last = Long.parseLong(range[range.length - 1]);
        boolean verbose = arguments.find("verbose").isPresent();
        Map<String, int[]> byTask = new TreeMap<>();
        int successes = 0;
        long steps = 0;
        long fingerprint = 0;
        long started = System.nanoTime();
        try (SimulatedScene scene = SimulatedScene.open(arguments.find("scene").orElse("blocks-and-bowls"));
                Policy policy = policy(scene.description())) {
            Rollout rollout = new Rollout(scene, policy);
            for (long seed = first; seed <= last; seed++) {
                Task task = task(scene.description(), seed);
                String sentence = sentence(scene, task, seed);
                Rollout.Result result = rollout.run(task, sentence, seed);
                int[] count = byTask.computeIfAbsent(task.id(), id -> new int[2]);
                count[0] += result.success() ? 1 : 0;
                count[1]++;
                successes += result.success() ? 1 : 0;
                steps += result.steps();
                fingerprint = 31 * fingerprint + result.fingerprint();
                if (verbose) {
                    System.out.printf(
                            "%d %s %s %d steps, best progress %.2f: %s%n",
                            seed,
                            result.success() ? "done" : "not done",
                            task.id(),
                            result.steps(),
                            result.bestProgress(),
                            sentence);
                }
            }
            int trials = (int) (last - first + 1);
            System.out.println(
                    policy.card().name() + " version " + policy.card().version());
            System.out.println("success " + new SuccessRate(successes, trials));
            byTask.forEach(
                    (task, count) -> System.out.println("  " + task + " " + new SuccessRate(count[0], count[1])));
            System.out.printf(
                    "steps %.1f an episode, %.1f s in all, fingerprint %016x%n",
                    steps / (double) trials, (System.nanoTime() - started) / 1e9, fingerprint);
        }
    }

    private Policy policy(SceneDescription scene) throws IOException {
        String name = arguments.get("policy");
        return Policies.names().contains(name) ? Policies.load(name, scene) : Policies.loadCandidate(Path.of(name));
    }

    private Task task(SceneDescription scene, long seed) {
        String part = arguments.find("tasks").orElse("");
        List<Task> tasks =
                scene.tasks().stream().filter(task -> task.id().contains(part)).toList();
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("No task of scene " + scene.id() + " has " + part + " in its id");
        }
        return tasks.get((int) Math.floorMod(seed, (long) tasks.size()));
    }

    private String sentence(SimulatedScene simulated, Task task, long seed) {
        SceneDescription scene = simulated.description();
        Phrasings phrasings = Phrasings.load(simulated.folder());
        String kind = arguments.find("phrases").orElse("training");
        List<String> choices = switch (kind) {
            case "training" -> phrasings.trainingSentences(task, scene.vocabulary());
            case "held-out" -> phrasings.heldOutSentences(task, scene.vocabulary());
            case "plain" -> List.of(task.instruction());
            default -> throw new IllegalArgumentException("--phrases must be training, held-out or plain, not " + kind);
        };
        return choices.get(new SeededRandom(seed, "sentence").below(choices.size()));
    }
}
