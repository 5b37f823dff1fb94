package dev.parley.sim.training;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Main: writes pictures of the room as its robot would see them from many places, each with where it stood and where the furniture
 * is. What a network learns from them is to tell from a picture where it was taken and what stands where; the numbers come from the
 * simulator and are there in training only.
 *
 * <p>Files: {@code images.u8} (64×64×3 bytes a view) and {@code views.f32} ({@value #COLUMNS} little-endian floats a view: layout
 * number, x, y, heading, then x and y of each of {@link ViewPlaces#FURNITURE}). Views of one layout follow each other. The same
 * seeds give the same bytes, whatever the number of threads.
 */
public final class GenerateViews {

    static final int COLUMNS = 4 + 2 * ViewPlaces.FURNITURE.size();

    private static final String USAGE =
            "--out FOLDER [--layouts 4000] [--views 16] [--first-seed 1000000] [--threads 2]";

    private final Arguments arguments;
    private final int layouts;
    private final int views;
    private final AtomicInteger next = new AtomicInteger();

    private GenerateViews(Arguments arguments) {
        this.arguments = arguments;
        layouts = (int) arguments.number("layouts", 4000);
        views = (int) arguments.number("views", 16);
    }

    public static void main(String[] args) throws Exception {
        run(args);
        System.exit(0);
    }

    static void run(String... args) throws Exception {
        new GenerateViews(new Arguments(args, USAGE)).run();
    }

    private void run() throws Exception {
        long started = System.nanoTime();
        try (OrderedSamples samples = OrderedSamples.pictures(Path.of(arguments.get("out")), "views.f32")) {
            ParallelWorlds.run((int) arguments.number("threads", 2), () -> work(samples));
            System.out.printf(
                    "%d views of %d layouts, %.0f s%n", layouts * views, layouts, (System.nanoTime() - started) / 1e9);
        }
    }

    private void work(OrderedSamples samples) throws IOException, InterruptedException {
        try (SimulatedScene scene = SimulatedScene.open("room")) {
            for (int layout = next.getAndIncrement(); layout < layouts; layout = next.getAndIncrement()) {
                look(scene, layout, samples);
            }
        }
    }

    // Half of the layouts are those of tasks that narrow where things stand.
    private void look(SimulatedScene scene, int layout, OrderedSamples samples) throws IOException {
        long seed = arguments.number("first-seed", 1_000_000) + layout;
        SceneDescription description = scene.description();
        List<Task> narrowed = description.tasks().stream()
                .filter(task -> !task.start().isEmpty())
                .toList();
        Optional<Task> task =
                layout % 2 == 0 ? Optional.empty() : Optional.of(narrowed.get(layout / 2 % narrowed.size()));
        Conditions conditions = scene.reset(seed, Conditions.FREE, task);
        ViewPlaces places = new ViewPlaces(description, conditions, new SeededRandom(seed, "views"));
        FlatSamples of = new FlatSamples(views * 64 * 64 * 3, views * COLUMNS);
        for (int view = 0; view < views; view++) {
            ViewPlaces.Pose pose = places.draw();
            of.bytes().put(scene.seenFrom(pose.xM(), pose.yM(), pose.headingRad()));
            of.floats()
                    .put(layout)
                    .put((float) pose.xM())
                    .put((float) pose.yM())
                    .put((float) pose.headingRad());
            places.furniture().forEach(at -> of.floats().put((float) at.xM()).put((float) at.yM()));
        }
        samples.write(layout, of);
    }
}
