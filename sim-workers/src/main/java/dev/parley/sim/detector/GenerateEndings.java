package dev.parley.sim.detector;

import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.training.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Main: writes staged episodes of one scene, for training the detector and for calibrating it. */
public final class GenerateEndings {

    private static final String USAGE = "--scene ID --out FOLDER --episodes N --first-seed S [--threads 1]";

    private GenerateEndings() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, USAGE);
        long first = Long.parseLong(arguments.get("first-seed"));
        long end = first + Long.parseLong(arguments.get("episodes"));
        int threads = (int) arguments.number("threads", 1);
        AtomicLong next = new AtomicLong(first);
        long started = System.nanoTime();
        try (SimulatedScene described = SimulatedScene.open(arguments.get("scene"));
                EndingWriter writer = new EndingWriter(Path.of(arguments.get("out")), described.description());
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Long>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> work(arguments, next, end, writer));
            }
            long done = 0;
            for (Future<Long> worker : executor.invokeAll(workers)) {
                done += worker.get();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d episodes, done in %.2f of them, %.0f s%n",
                    end - first,
                    done / (double) (end - first),
                    (System.nanoTime() - started) / 1e9);
        }
        System.exit(0);
    }

    // Seeds are taken in turn by whichever thread is free: with several threads the order in the files varies.
    private static long work(Arguments arguments, AtomicLong next, long end, EndingWriter writer) throws Exception {
        long done = 0;
        try (SimulatedScene scene = SimulatedScene.open(arguments.get("scene"))) {
            Stage stage = new Stage(scene);
            for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
                StagedEpisode episode = stage.play(seed);
                writer.write(episode);
                done += episode.done() ? 1 : 0;
            }
        }
        return done;
    }
}
