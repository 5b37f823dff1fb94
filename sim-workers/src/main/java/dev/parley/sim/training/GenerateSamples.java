package dev.parley.sim.training;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.ArmAction;
import dev.parley.sim.expert.ScriptedExpert;
import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.ArmTruth;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Judgement;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Main: writes samples of one scene of the arm, each labelled with what the scripted expert would do there and with the true places of
 * all objects. The disturbed expert acts, at several speeds; tasks of one step are done in turn. Layout of the files: {@link SampleWriter}.
 *
 * <p>Labels depend only on what can be seen and felt: the expert that gives them does not know of commands that are still under way.
 */
public final class GenerateSamples {

    private static final String USAGE =
            "--out FOLDER --scene ID [--episodes 1000] [--first-seed 1000000] [--threads 2] [--most-steps 260]";
    private static final double REACH_X_M = 0.27;
    private static final double REACH_Y_M = 0.33;
    private static final double PUSHING_M = 0.012;
    private static final double PICTURE_SHARE = 0.04;
    private static final int AFTERWARDS = 8;
    private static final double[] SPEEDS_M = {0.012, 0.024, 0.024, 0.045, 0.045, 0.045};

    private final Arguments arguments;
    private final AtomicInteger next = new AtomicInteger();
    private final int episodes;
    private final long firstSeed;

    private GenerateSamples(Arguments arguments) {
        this.arguments = arguments;
        episodes = (int) arguments.number("episodes", 1000);
        firstSeed = arguments.number("first-seed", 1_000_000);
    }

    public static void main(String[] args) throws Exception {
        new GenerateSamples(new Arguments(args, USAGE)).run();
        System.exit(0);
    }

    private void run() throws Exception {
        int threads = (int) arguments.number("threads", 2);
        long started = System.nanoTime();
        SceneDescription scene = SceneDescription.load(arguments.get("scene"));
        List<Task> tasks = oneStepTasks(scene);
        try (SampleWriter writer = new SampleWriter(Path.of(arguments.get("out")), scene, tasks);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> work(writer, tasks));
            }
            for (Future<Integer> worker : executor.invokeAll(workers)) {
                worker.get();
            }
            System.out.printf(
                    "%s: %d episodes, %d samples, %.0f s%n",
                    scene.id(), writer.episodes(), writer.samples(), (System.nanoTime() - started) / 1e9);
        }
    }

    /** Tasks that are about one object and need one skill. */
    static List<Task> oneStepTasks(SceneDescription scene) {
        return scene.tasks().stream()
                .filter(task -> !task.predicate().kind().equals("all-of"))
                .filter(task -> scene.vocabulary()
                        .group(task.predicate().arguments().getOrDefault("object", ""))
                        .isEmpty())
                .toList();
    }

    private int work(SampleWriter writer, List<Task> tasks) throws IOException {
        int count = 0;
        try (SimulatedScene scene = SimulatedScene.open(arguments.get("scene"))) {
            for (int episode = next.getAndIncrement(); episode < episodes; episode = next.getAndIncrement()) {
                writer.write(episode(scene, tasks, firstSeed + episode));
                count++;
            }
        }
        return count;
    }

    private SampledEpisode episode(SimulatedScene scene, List<Task> tasks, long seed) {
        int number = (int) Math.floorMod(seed, (long) tasks.size());
        Task task = tasks.get(number);
        SceneDescription about = scene.description();
        SeededRandom random = new SeededRandom(seed, "samples");
        boolean pushes = about.isForPushing();
        double speedM = pushes ? PUSHING_M * (1 + random.below(2)) : SPEEDS_M[random.below(SPEEDS_M.length)];
        double share = pushes ? 0.4 : Math.clamp(speedM / 0.03, 0.4, 1);
        ScriptedExpert teacher =
                new ScriptedExpert(task, about.vocabulary(), pushes ? PUSHING_M : ArmAction.MAX_MOVE_M, pushes);
        ScriptedExpert actor = new ScriptedExpert(task, about.vocabulary(), speedM, pushes);
        Demonstrator demonstrator = new Demonstrator(seed);
        Judge judge = new Judge(about.vocabulary().predicate(task.predicate()));
        SampledEpisode samples = new SampledEpisode(
                about.objects().stream().map(SceneObject::id).toList(),
                tasks.stream()
                        .map(each -> about.vocabulary().predicate(each.predicate()))
                        .toList(),
                number);
        scene.reset(seed, Conditions.FREE, Optional.of(task));
        Judgement judgement = judge.judge(scene.truth());
        int left = (int) arguments.number("most-steps", 260);
        boolean succeeded = false;
        while (left-- > 0) {
            SceneTruth truth = scene.truth();
            if (!withinReach(truth, task)) {
                break;
            }
            boolean last = left == 0;
            if (last || random.nextDouble() < share) {
                Observation seen = scene.observe();
                samples.add(seen, truth, teacher.act(asFelt(truth, seen)), judgement);
                if (last || random.nextDouble() < PICTURE_SHARE) {
                    samples.picture(picture(scene));
                }
            }
            scene.step(disturbed(demonstrator, actor.act(truth), truth, speedM, succeeded));
            judgement = judge.judge(scene.truth());
            if (judgement.success() && !succeeded) {
                succeeded = true;
                left = Math.min(left, random.below(AFTERWARDS) + 1);
            }
        }
        return samples;
    }

    private static Action disturbed(
            Demonstrator demonstrator, ArmAction right, SceneTruth truth, double speedM, boolean succeeded) {
        if (succeeded) {
            return right.toAction();
        }
        ArmAction wild = demonstrator.disturb(right, truth.arm().tool().zM());
        // Errors are as much smaller as the motion is.
        double share = Math.sqrt(speedM / ArmAction.MAX_MOVE_M);
        return new ArmAction(
                        right.dxM() + share * (wild.dxM() - right.dxM()),
                        right.dyM() + share * (wild.dyM() - right.dyM()),
                        right.dzM() + share * (wild.dzM() - right.dzM()),
                        wild.dyawRad(),
                        wild.gripper())
                .toAction();
    }

    // What a policy can know of the arm: where it is, not what is under way to it.
    private static SceneTruth asFelt(SceneTruth truth, Observation seen) {
        ArmTruth arm = truth.arm();
        float[] felt = seen.proprioception();
        return new SceneTruth(
                truth.objects(),
                truth.joints(),
                new ArmTruth(arm.tool(), arm.tool(), felt[3], arm.fingerOpeningM(), felt[5] > 0.5));
    }

    private static boolean withinReach(SceneTruth truth, Task task) {
        Position at = truth.object(task.predicate().argument("object")).position();
        return Math.abs(at.xM()) < REACH_X_M && Math.abs(at.yM()) < REACH_Y_M && at.zM() > -0.01;
    }

    private static byte[] picture(SimulatedScene scene) {
        int[] pixels = scene.frontPixels();
        scene.renderFront(pixels);
        return GoalPicture.of(
                        pixels,
                        scene.frontCamera().widthPx(),
                        scene.frontCamera().heightPx())
                .scaled(SampleWriter.PICTURE_WIDTH, SampleWriter.PICTURE_HEIGHT)
                .rgb();
    }
}
