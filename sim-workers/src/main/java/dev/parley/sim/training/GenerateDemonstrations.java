package dev.parley.sim.training;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.ArmAction;
import dev.parley.sim.expert.ScriptedExpert;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Main: writes training samples of one scene, each labelled with what the scripted expert would do there.
 *
 * <p>Without {@code --policy} the disturbed expert acts; with it the given network acts most of the time and the expert only
 * labels (DAgger: Ross, Gordon and Bagnell, 2011).
 */
public final class GenerateDemonstrations {

    private static final String USAGE =
            "--out FOLDER [--scene ID] [--episodes 2000] [--first-seed 1000000] [--threads 2] [--steps 60] [--policy FILE.onnx]";
    private static final String USUAL_SCENE = "blocks-and-bowls";
    private static final double REACH_X_M = 0.26;
    private static final double REACH_Y_M = 0.32;

    private final Arguments arguments;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();

    private GenerateDemonstrations(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] args) throws Exception {
        new GenerateDemonstrations(new Arguments(args, USAGE)).run();
    }

    private void run() throws Exception {
        int threads = (int) arguments.number("threads", 2);
        long started = System.nanoTime();
        try (DemonstrationWriter writer = new DemonstrationWriter(Path.of(arguments.get("out")));
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> work(writer));
            }
            for (Future<Integer> worker : executor.invokeAll(workers)) {
                worker.get();
            }
            System.out.printf(
                    "%d of %d episodes kept, %d samples, %.0f s%n",
                    kept.get(), done.get(), writer.samples(), (System.nanoTime() - started) / 1e9);
        }
        System.exit(0);
    }

    private int work(DemonstrationWriter writer) throws IOException {
        long episodes = arguments.number("episodes", 2000);
        long firstSeed = arguments.number("first-seed", 1_000_000);
        int count = 0;
        try (SimulatedScene scene = SimulatedScene.open(arguments.find("scene").orElse(USUAL_SCENE));
                Learner learner =
                        new Learner(arguments.find("policy").map(Path::of).orElse(null), scene.description())) {
            while (true) {
                int episode = done.getAndIncrement();
                if (episode >= episodes) {
                    done.decrementAndGet();
                    return count;
                }
                if (demonstrate(scene, learner, firstSeed + episode, writer)) {
                    kept.incrementAndGet();
                }
                count++;
            }
        }
    }

    // Returns whether the episode was written; one whose object left the arm's reach teaches nothing.
    private boolean demonstrate(SimulatedScene scene, Learner learner, long seed, DemonstrationWriter writer)
            throws IOException {
        List<Task> tasks = scene.description().tasks();
        int number = (int) Math.floorMod(seed, (long) tasks.size());
        Task task = tasks.get(number);
        ScriptedExpert expert = new ScriptedExpert(
                task,
                scene.description().vocabulary(),
                ArmAction.MAX_MOVE_M,
                scene.description().isForPushing());
        Demonstrator demonstrator = new Demonstrator(seed);
        Judge judge = new Judge(scene.description().vocabulary().predicate(task.predicate()));
        learner.begin(task, seed);
        scene.reset(seed, Conditions.FREE, Optional.of(task));
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        int limit = (int) arguments.number("steps", 60);
        FloatBuffer rows = FloatBuffer.allocate(limit * DemonstrationWriter.COLUMNS);
        for (int step = 0; step < limit; step++) {
            Observation observation = scene.observe();
            SceneTruth truth = scene.truth();
            Optional<Position> object =
                    where("object", task, truth, scene.description().vocabulary());
            if (object.isPresent() && !withinReach(object.get())) {
                break;
            }
            ArmAction right = expert.act(truth);
            images.writeBytes(observation.image());
            putRow(rows, observation, right);
            putPlace(rows, object);
            putPlace(rows, where("target", task, truth, scene.description().vocabulary()));
            rows.put(number).put(seed & 0xFFFFF).put(step);
            Action chosen = learner.actsNow()
                    ? learner.act(observation)
                    : demonstrator.disturb(right, truth.arm().tool().zM()).toAction();
            scene.step(chosen);
            if (judge.judge(scene.truth()).success()) {
                break;
            }
        }
        writer.write(images.toByteArray(), Arrays.copyOf(rows.array(), rows.position()));
        return rows.position() > 0;
    }

    private static boolean withinReach(Position object) {
        return Math.abs(object.xM()) < REACH_X_M && Math.abs(object.yM()) < REACH_Y_M && object.zM() > 0;
    }

    private static void putRow(FloatBuffer rows, Observation observation, ArmAction right) {
        rows.put(observation.proprioception());
        rows.put((float) right.dxM()).put((float) right.dyM()).put((float) right.dzM());
        rows.put((float) right.dyawRad()).put((float) right.gripper());
    }

    // What a task has no place for is no number.
    private static void putPlace(FloatBuffer rows, Optional<Position> place) {
        Position at = place.orElse(new Position(Double.NaN, Double.NaN, Double.NaN));
        rows.put((float) at.xM()).put((float) at.yM()).put((float) at.zM());
    }

    private static Optional<Position> where(String role, Task task, SceneTruth truth, TaskVocabulary scene) {
        String id = task.predicate().arguments().getOrDefault(role, "");
        if (truth.objects().containsKey(id)) {
            return Optional.of(truth.object(id).position());
        }
        return scene.places().stream()
                .filter(place -> place.id().equals(id))
                .map(place -> new Position(place.xM(), place.yM(), 0))
                .findFirst();
    }
}
