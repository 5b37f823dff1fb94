package dev.parley.sim.planner;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Arguments;
import java.util.Optional;

/** Main: how often a policy does both steps of instructions that ask for two, one drawn by each seed. */
public final class MeasurePlans {

    private static final String USAGE = "--policy NAME --scene ID --seeds 500000-500099 [--verbose true]";

    private MeasurePlans() {}

    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, USAGE);
        String[] range = arguments.get("seeds").split("-");
        String id = arguments.get("scene");
        boolean verbose = arguments.find("verbose").isPresent();
        SceneDescription description = SceneDescription.load(id);
        TwoSteps steps = new TwoSteps(description);
        int done = 0;
        int trials = 0;
        try (SimulatedScene scene = SimulatedScene.open(id);
                Policy policy = Policies.load(arguments.get("policy"), description)) {
            for (long seed = Long.parseLong(range[0]); seed <= Long.parseLong(range[range.length - 1]); seed++) {
                Task task = steps.drawn(seed);
                boolean success = run(scene, policy, task, seed, verbose);
                done += success ? 1 : 0;
                trials++;
                if (verbose) {
                    System.out.printf("%d %s: %s%n", seed, success ? "done" : "not done", task.instruction());
                }
            }
        }
        System.out.printf("%s, %d pairs: %d of %d%n", id, steps.pairs().size(), done, trials);
        System.exit(0);
    }

    private static boolean run(SimulatedScene scene, Policy policy, Task task, long seed, boolean verbose) {
        scene.reset(seed, Conditions.FREE, Optional.of(task));
        policy.begin(Prompted.words(task.instruction()), seed);
        Judge judge = new Judge(scene.description().vocabulary().predicate(task.predicate()));
        for (int step = 0; step < scene.description().horizonSteps(); step++) {
            scene.step(policy.act(scene.observe()));
            for (String note : policy.notes()) {
                if (verbose) {
                    System.out.println("  " + step + ": " + note);
                }
            }
            if (judge.judge(scene.truth()).success()) {
                return true;
            }
        }
        return false;
    }
}
