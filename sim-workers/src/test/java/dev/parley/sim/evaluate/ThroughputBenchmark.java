package dev.parley.sim.evaluate;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.sim.benchmark.Spread;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Main: how many headless episodes of {@value #STEPS} steps a minute a core runs - physics, 64×64 pictures, the network, resets and
 * sentences - on one core and on two at once. Rounds alternate, so that other work on the machine disturbs both alike; figures by
 * processor time leave it out. Arguments: policy, scene, worlds a core,
 * rounds.
 */
public final class ThroughputBenchmark {

    private static final int STEPS = 60;
    private static final int USUAL_ROUNDS = 5;
    /** Enough that opening worlds and networks counts as little as it does in a batch of hundreds. */
    private static final int EPISODES_OF_CORE = 96;

    private static final long FIRST_SEED = 710_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final String policy;
    private final SceneDescription scene;
    private final int worlds;
    private final int rounds;

    private ThroughputBenchmark(String policy, String scene, int worlds, int rounds) {
        this.policy = policy;
        this.scene = SceneDescription.load(scene);
        this.worlds = worlds;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws InterruptedException {
        new ThroughputBenchmark(
                        args.length > 0 ? args[0] : Policies.USUAL,
                        args.length > 1 ? args[1] : "blocks-and-bowls",
                        args.length > 2 ? Integer.parseInt(args[2]) : 8,
                        args.length > 3 ? Integer.parseInt(args[3]) : USUAL_ROUNDS)
                .run();
        System.exit(0);
    }

    private void run() throws InterruptedException {
        round(1);
        round(2);
        List<Round> one = new ArrayList<>();
        List<Round> two = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            one.add(round(1));
            two.add(round(2));
        }
        System.out.println(policy + " in " + scene.id() + ", " + worlds + " worlds a core, episodes of " + STEPS
                + " steps a minute and core");
        show("one core", one);
        show("two cores", two);
        Spread ratio = new Spread(IntStream.range(0, rounds)
                .mapToDouble(i -> two.get(i).byWall() / one.get(i).byWall())
                .toArray());
        System.out.println("two cores to one, a core, by wall clock: " + ratio);
    }

    private static void show(String what, List<Round> rounds) {
        System.out.println(what + ", by wall clock:      "
                + new Spread(rounds.stream().mapToDouble(Round::byWall).toArray()));
        System.out.println(what + ", by processor time:  "
                + new Spread(rounds.stream().mapToDouble(Round::byProcessor).toArray()));
    }

    /** Episodes a minute and core. */
    private record Round(double byWall, double byProcessor) {}

    private Round round(int cores) throws InterruptedException {
        List<PlannedEpisode> planned = new EpisodePlan(Map.of(), EvaluateOptions.Wording.TRAIN)
                .ofTasks(
                        TaskSelection.choose(List.of(scene), List.of(EvaluateOptions.ALL)),
                        FIRST_SEED,
                        EPISODES_OF_CORE * cores);
        AtomicLong steps = new AtomicLong();
        Worlds opened = new Worlds(
                each -> Policies.load(policy, each),
                Conditions.FREE,
                each -> Prompter.words(),
                row -> steps.addAndGet(row.steps()));
        long wall = System.nanoTime();
        long processor = system.getProcessCpuTime();
        new Evaluation(opened, cores, worlds, () -> false).run(planned);
        double wallMinutes = (System.nanoTime() - wall) / 60e9;
        double processorMinutes = (system.getProcessCpuTime() - processor) / 60e9;
        double episodes = steps.get() / (double) STEPS;
        return new Round(episodes / wallMinutes / cores, episodes / processorMinutes);
    }
}
