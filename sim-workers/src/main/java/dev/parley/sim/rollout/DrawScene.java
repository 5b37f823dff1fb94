package dev.parley.sim.rollout;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Arguments;
import dev.parley.station.recording.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Main: draws how a scene starts, as people and as policies see it, so that who describes a scene sees what they have described. */
public final class DrawScene {

    private static final String USAGE = "--scene ID|FOLDER --out FOLDER [--seed 1] [--task ID]";

    private DrawScene() {}

    public static void main(String[] args) throws IOException {
        Arguments arguments = new Arguments(args, USAGE);
        Path folder = Files.createDirectories(Path.of(arguments.get("out")));
        long seed = arguments.number("seed", 1);
        try (SimulatedScene scene = SimulatedScene.open(arguments.get("scene"))) {
            Optional<Task> task = arguments
                    .find("task")
                    .map(id -> scene.description().vocabulary().task(id));
            System.out.println(scene.reset(seed, Conditions.FREE, task).values());
            int[] front = scene.frontPixels();
            scene.renderFront(front);
            write(
                    folder.resolve("people.png"),
                    front,
                    scene.frontCamera().widthPx(),
                    scene.frontCamera().heightPx());
            write(
                    folder.resolve("policy.png"),
                    pixels(scene.observe()),
                    Observation.IMAGE_SIDE,
                    Observation.IMAGE_SIDE);
        }
    }

    private static int[] pixels(Observation observation) {
        byte[] image = observation.image();
        int[] argb = new int[image.length / 3];
        for (int i = 0; i < argb.length; i++) {
            argb[i] =
                    0xFF000000 | (image[3 * i] & 0xFF) << 16 | (image[3 * i + 1] & 0xFF) << 8 | image[3 * i + 2] & 0xFF;
        }
        return argb;
    }

    private static void write(Path file, int[] argb, int width, int height) throws IOException {
        Files.write(file, Pictures.png(argb, width, height));
        System.out.println(file);
    }
}
