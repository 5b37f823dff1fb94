package dev.parley.sim.detector;

import dev.parley.sim.rollout.SuccessRate;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Arguments;
import dev.parley.sim.training.Phrasings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Main: how often the detector is right against the predicate on staged episodes, by scene, by who acted and by phrasing, and whether
 * its probabilities mean what they say. Test seeds are 640000 and up; a scene's episodes begin 10000 after the scene's before.
 *
 * <p>{@code --phrases} is {@code training}, {@code held-out} or {@code both}, drawn by the seed like the sentence itself. {@code --staged}
 * is where {@link GenerateEndings} wrote the episodes, one folder a scene; without it they are staged now. {@code --out} takes a line an
 * episode, tabs between: scene, seed, actor, phrasing, probability, verdict, sentence.
 */
public final class EvaluateDetector {

    private static final String USAGE = "[--detector FILE.onnx] [--scenes ID,ID] [--episodes 250] [--first-seed 640000]"
            + " [--phrases training|held-out|both] [--staged FOLDER] [--out FILE.tsv]";
    private static final long BETWEEN_SCENES = 10_000;
    private static final List<String> SCENES =
            List.of("blocks-and-bowls", "stacking-and-sorting", "drawer-and-lid", "push-board");

    private final Arguments arguments;
    private final Tally all = new Tally();
    private final Map<Cast, Tally> byCast = new EnumMap<>(Cast.class);
    private final Tally onTraining = new Tally();
    private final Tally onHeldOut = new Tally();
    private final List<String> lines = new ArrayList<>();
    private long fingerprint;

    private EvaluateDetector(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] args) throws IOException {
        new EvaluateDetector(new Arguments(args, USAGE)).run();
        System.exit(0);
    }

    private void run() throws IOException {
        List<String> scenes = Arrays.asList(
                arguments.find("scenes").orElse(String.join(",", SCENES)).split(","));
        long started = System.nanoTime();
        try (SuccessDetector detector = detector(scenes)) {
            System.out.println(
                    detector.card().name() + " version " + detector.card().version());
            for (String id : scenes) {
                try (SimulatedScene scene = SimulatedScene.open(id)) {
                    scene(scene, detector);
                }
            }
        }
        if (arguments.find("out").isPresent()) {
            Files.write(Path.of(arguments.get("out")), lines);
        }
        System.out.println("all: " + told(all));
        byCast.forEach(
                (cast, tally) -> System.out.println("  " + cast.name().toLowerCase(Locale.ROOT) + ": " + told(tally)));
        System.out.println("  training phrasings: " + told(onTraining));
        System.out.println("  held-out phrasings: " + told(onHeldOut));
        System.out.print(all.reliability());
        System.out.printf(
                Locale.ROOT,
                "expected calibration error %.4f, %.0f s, fingerprint %016x%n",
                all.calibrationError(),
                (System.nanoTime() - started) / 1e9,
                fingerprint);
    }

    private SuccessDetector detector(List<String> scenes) throws IOException {
        if (arguments.find("detector").isEmpty()) {
            return SuccessDetector.load();
        }
        return SuccessDetector.candidate(Files.readAllBytes(Path.of(arguments.get("detector"))), scenes);
    }

    private void scene(SimulatedScene scene, SuccessDetector detector) throws IOException {
        SceneDescription description = scene.description();
        Phrasings phrasings = Phrasings.load(scene.folder());
        Tally tally = new Tally();
        if (arguments.find("staged").isPresent()) {
            Path folder = Path.of(arguments.get("staged")).resolve(description.id());
            for (StagedFolder.Played played : StagedFolder.read(folder, description)) {
                ask(detector, played, description, phrasings, tally);
            }
        } else {
            Stage stage = new Stage(scene);
            long first = arguments.number("first-seed", 640_000)
                    + BETWEEN_SCENES * Math.max(0, SCENES.indexOf(description.id()));
            for (long seed = first; seed < first + arguments.number("episodes", 250); seed++) {
                ask(detector, StagedFolder.Played.of(stage.play(seed)), description, phrasings, tally);
            }
        }
        System.out.println(description.id() + ": " + told(tally));
    }

    private void ask(
            SuccessDetector detector,
            StagedFolder.Played episode,
            SceneDescription scene,
            Phrasings phrasings,
            Tally tally) {
        boolean heldOut = heldOut(episode.seed());
        String sentence = sentence(phrasings, scene, episode.asked(), heldOut, episode.seed());
        double probability = detector.probability(episode.ending(), sentence);
        for (Tally counted : List.of(
                all,
                tally,
                byCast.computeIfAbsent(episode.cast(), cast -> new Tally()),
                heldOut ? onHeldOut : onTraining)) {
            counted.add(probability, episode.done());
        }
        fingerprint = 31 * fingerprint + Double.hashCode(probability) + (episode.done() ? 1 : 0);
        lines.add(String.join(
                "\t",
                scene.id(),
                Long.toString(episode.seed()),
                episode.cast().name().toLowerCase(Locale.ROOT),
                heldOut ? "held-out" : "training",
                Double.toString(probability),
                episode.done() ? "done" : "not",
                sentence));
    }

    private boolean heldOut(long seed) {
        return switch (arguments.find("phrases").orElse("both")) {
            case "training" -> false;
            case "held-out" -> true;
            // Not every other seed: tasks come in turn too, and each must be met in both.
            case "both" -> new SeededRandom(seed, "phrasing").nextDouble() < 0.5;
            default ->
                throw new IllegalArgumentException(
                        "--phrases must be training, held-out or both, not " + arguments.get("phrases"));
        };
    }

    private static String sentence(Phrasings phrasings, SceneDescription scene, Task task, boolean heldOut, long seed) {
        List<String> choices = heldOut
                ? phrasings.heldOutSentences(task, scene.vocabulary())
                : phrasings.trainingSentences(task, scene.vocabulary());
        return choices.get(new SeededRandom(seed, "sentence").below(choices.size()));
    }

    private static String told(Tally tally) {
        if (tally.episodes() == 0) {
            return "no episodes";
        }
        DetectorCard.Confusion counts = tally.confusion("");
        return String.format(
                Locale.ROOT,
                "right %s; said done: %d done, %d not; said not: %d done, %d not; done in %.2f of them",
                new SuccessRate(counts.right(), counts.episodes()),
                counts.saidDoneWasDone(),
                counts.saidDoneWasNot(),
                counts.saidNotWasDone(),
                counts.saidNotWasNot(),
                counts.done() / (double) counts.episodes());
    }
}
