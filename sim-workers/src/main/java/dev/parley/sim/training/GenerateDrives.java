package dev.parley.sim.training;

import dev.parley.sim.body.DriveAction;
import dev.parley.sim.expert.PoseExpert;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.DriveTruth;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Main: writes situations of the robot in the room - anywhere, near to its goal, at its start - each with what the expert that
 * drives to a picture's place would do there. The expert keeps no memory, so that situations need no drives to lead to them, and
 * those that only a learner gets into are among them.
 *
 * <p>File {@code drives.f32}, {@value #COLUMNS} little-endian floats a situation: robot x, y, heading, speed, rate of turning; x and y
 * of each of {@link ViewPlaces#FURNITURE}; the picture's x, y, heading; how far the start is; the expert's speed and rate of
 * turning. The same seeds give the same bytes, whatever the number of threads.
 */
public final class GenerateDrives {

    static final int COLUMNS = 11 + 2 * ViewPlaces.FURNITURE.size();

    private static final String USAGE =
            "--out FOLDER [--layouts 3000] [--situations 24] [--first-seed 1100000] [--threads 2]";
    private static final double SPEED_M_S = 0.6;
    private static final double ROOM_M = -0.02;
    private static final double NOT_HERE_M = 0.25;

    private final Arguments arguments;
    private final int layouts;
    private final int situations;
    private final AtomicInteger next = new AtomicInteger();

    private GenerateDrives(Arguments arguments) {
        this.arguments = arguments;
        layouts = (int) arguments.number("layouts", 3000);
        situations = (int) arguments.number("situations", 24);
    }

    public static void main(String[] args) throws Exception {
        run(args);
        System.exit(0);
    }

    static void run(String... args) throws Exception {
        new GenerateDrives(new Arguments(args, USAGE)).run();
    }

    private void run() throws Exception {
        long started = System.nanoTime();
        try (OrderedSamples samples = OrderedSamples.numbers(Path.of(arguments.get("out")), "drives.f32")) {
            ParallelWorlds.run((int) arguments.number("threads", 2), () -> work(samples));
            System.out.printf("%d situations, %.0f s%n", layouts * situations, (System.nanoTime() - started) / 1e9);
        }
    }

    private void work(OrderedSamples samples) throws IOException {
        try (SimulatedScene scene = SimulatedScene.open("room")) {
            for (int layout = next.getAndIncrement(); layout < layouts; layout = next.getAndIncrement()) {
                think(scene, layout, samples);
            }
        }
    }

    private void think(SimulatedScene scene, int layout, OrderedSamples samples) throws IOException {
        long seed = arguments.number("first-seed", 1_100_000) + layout;
        SceneDescription description = scene.description();
        List<Task> tasks = description.tasks();
        Conditions conditions = scene.reset(seed, Conditions.FREE, Optional.of(tasks.get(layout % tasks.size())));
        SceneTruth start = scene.truth();
        SeededRandom random = new SeededRandom(seed, "drives");
        ViewPlaces places = new ViewPlaces(description, conditions, random);
        FlatSamples of = new FlatSamples(0, situations * COLUMNS);
        for (int situation = 0; situation < situations; situation++) {
            put(description, start, places, random, of);
        }
        samples.write(layout, of);
    }

    private static void put(
            SceneDescription scene, SceneTruth layout, ViewPlaces places, SeededRandom random, FlatSamples of) {
        ViewPlaces.Pose goal = places.draw(ROOM_M);
        int kind = random.below(8);
        boolean onTheSpot = kind < 2;
        ViewPlaces.Pose robot = onTheSpot
                ? places.drawNear(goal, 0.05)
                : kind < 5 ? places.drawNear(goal, 0.6) : places.draw(ROOM_M - 0.1 + 0.2 * random.nextDouble());
        boolean aligned = random.nextDouble() < 0.25;
        double heading = aligned
                ? StrictMath.IEEEremainder(goal.headingRad() + 0.15 * random.gaussian(), 2 * Math.PI)
                : robot.headingRad();
        double speed = onTheSpot || random.nextDouble() < 0.3 ? 0 : random.between(0, SPEED_M_S);
        double turn = random.nextDouble() < 0.3 ? 0 : 0.6 * random.gaussian();
        Position at = new Position(robot.xM(), robot.yM(), 0);
        Position taken = new Position(goal.xM(), goal.yM(), 0);
        double far = at.horizontalDistanceM(taken);
        boolean begins = kind == 7 && far > NOT_HERE_M;
        double gone = onTheSpot ? far : begins ? 0 : random.between(0.1, 2);
        Position begun = onTheSpot ? taken : new Position(goal.xM() + 1, goal.yM(), 0);
        PoseExpert expert = new PoseExpert(scene.vocabulary(), taken, goal.headingRad(), begun, SPEED_M_S);
        DriveAction right = expert.act(truth(layout, new DriveTruth(at, heading, speed, turn, false)));
        of.floats().put((float) at.xM()).put((float) at.yM()).put((float) heading);
        of.floats().put((float) speed).put((float) turn);
        places.furniture()
                .forEach(middle -> of.floats().put((float) middle.xM()).put((float) middle.yM()));
        of.floats().put((float) goal.xM()).put((float) goal.yM()).put((float) goal.headingRad());
        of.floats().put((float) gone).put((float) right.linearMS()).put((float) right.angularRadS());
    }

    private static SceneTruth truth(SceneTruth layout, DriveTruth robot) {
        Map<String, ObjectState> objects = new LinkedHashMap<>(layout.objects());
        return new SceneTruth(objects, Map.of(), robot);
    }
}
