package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.SimulatedScene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {

    private static final String LEARNED = "--policy tabletop-bc --episodes 4 --seed 920000";
    private static final String EXPERT = "--policy scripted-expert --episodes 4 --seed 920000 --tasks put-cube-red-*";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void manyWorldsAtOnceBringTheEpisodesThatRunAlone() throws Exception {
        assertThat(run(LEARNED + " --phrasings plain --cores 2 --worlds 3")).isZero();

        List<String> expected = new ArrayList<>();
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                Policy policy = Policies.load("tabletop-bc")) {
            Rollout rollout = new Rollout(scene, policy);
            for (long seed = 920_000; seed < 920_004; seed++) {
                var task = scene.description().tasks().get((int) (seed % 6));
                expected.add("%016x"
                        .formatted(rollout.run(task, task.instruction(), seed).fingerprint()));
            }
        }
        assertThat(csv()).hasSize(5);
        for (int i = 0; i < 4; i++) {
            assertThat(csv().get(i + 1)).endsWith("," + expected.get(i));
        }
        assertThat(progress()).contains("4 of 4 episodes");
        assertThat(text(out))
                .contains("tabletop-bc, version")
                .contains("in vocabulary")
                .contains("wrong object");
    }

    @Test
    void evaluationThatWasCutOffGoesOnToTheSameFiles() throws Exception {
        assertThat(run(EXPERT)).isZero();
        byte[] whole = Files.readAllBytes(folder.resolve("episodes.csv"));
        byte[] parquet = Files.readAllBytes(folder.resolve("episodes.parquet"));
        List<String> journal = Files.readAllLines(folder.resolve("episodes.jsonl"));
        Files.writeString(
                folder.resolve("episodes.jsonl"),
                journal.get(0) + "\n" + journal.get(1).substring(0, 30));
        progress.reset();

        assertThat(run(EXPERT)).isZero();

        assertThat(progress()).contains("3 episodes on").contains("1 were run before");
        assertThat(Files.readAllBytes(folder.resolve("episodes.csv"))).isEqualTo(whole);
        assertThat(Files.readAllBytes(folder.resolve("episodes.parquet"))).isEqualTo(parquet);
    }

    @Test
    void stoppedEvaluationKeepsWhatEndedAndSaysHowToGoOn() throws Exception {
        Evaluate evaluate = evaluate();
        evaluate.stop();

        assertThat(evaluate.run(arguments(EXPERT))).isEqualTo(Evaluate.STOPPED);
        assertThat(progress()).contains("Stopped after 0 of 4 episodes; the same command goes on from there");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void folderOfAnotherEvaluationIsRefusedByWhatDiffers() throws Exception {
        assertThat(run(EXPERT)).isZero();

        assertThat(run(EXPERT.replace("920000", "920001"))).isEqualTo(Evaluate.WRONG_USE);
        assertThat(progress()).contains("holds another evaluation: its first_seed is 920000, not 920001");
        try (EvaluationFolder other = new EvaluationFolder(folder.resolve("held"), java.util.Map.of("a", 1))) {
            assertThat(other.kept()).isEmpty();
            assertThat(evaluate().run(arguments(EXPERT, folder.resolve("held"))))
                    .isEqualTo(Evaluate.WRONG_USE);
            assertThat(progress()).contains("Another evaluation is writing to");
        }
    }

    @Test
    void broughtInstructionsAreAskedInTurnAndTheUnreadableOnesCountApart() throws Exception {
        Path file = Files.writeString(
                folder.resolve("asked.tsv"),
                "put-cube-red-in-bowl-blue\tput the red cube in the blue bowl\nput-cube-red-in-bowl-blue\twibble\n");

        assertThat(run("--policy scripted-expert --episodes 2 --seed 920000 --json --instructions " + file))
                .isZero();

        assertThat(text(out)).contains("\"in_vocabulary\" : {").contains("\"instructions_sha256\"");
        assertThat(csv().get(1)).contains("put the red cube in the blue bowl").contains(",done,true,");
        assertThat(csv().get(2))
                .contains("wibble")
                .contains(",policy_fault,false,0,")
                .contains("cannot read: wibble");
    }

    @Test
    void pinnedConditionsHoldForEveryEpisodeAndAnImpossibleOneCountsNowhere() throws Exception {
        Path file = Files.writeString(
                folder.resolve("pinned.json"),
                "{\"cube-red.x_m\": 0, \"cube-red.y_m\": 0, \"cube-green.x_m\": 0, \"cube-green.y_m\": 0}");

        assertThat(run("--policy scripted-expert --episodes 1 --seed 920000 --conditions " + file))
                .isZero();

        assertThat(csv().get(1)).contains(",not_set_up,false,0,").contains("leave no room");
        assertThat(text(out)).contains("1 more could not be set up").contains("all");
    }

    @Test
    void wrongArgumentsAreOneSentence() throws Exception {
        refused("--policy gpt --episodes 1 --seed 1", "--policy is the path of an ONNX file or one of [");
        refused("--policy tabletop-bc --scene push-board --episodes 1 --seed 1", "does not act in scene push-board");
        refused("--policy tabletop-bc --scene moon --episodes 1 --seed 1", "No scene named moon");
        refused("--policy tabletop-bc --tasks fly --episodes 1 --seed 1", "No task, kind or family fly");
        refused("--policy tabletop-bc --prompt-by picture --episodes 1 --seed 1", "tabletop-bc takes no goal image");
        Path file = Files.writeString(folder.resolve("asked.tsv"), "fly\tfly away\n");
        refused(
                "--policy tabletop-bc --episodes 1 --seed 1 --instructions " + file,
                "Line 1 of the instructions is for task fly");
    }

    private void refused(String line, String because) throws InterruptedException {
        progress.reset();
        assertThat(evaluate().run(List.of(line.split(" ")))).isEqualTo(Evaluate.WRONG_USE);
        assertThat(progress()).contains(because);
        assertThat(progress().strip().lines()).hasSize(1);
        assertThat(text(out)).isEmpty();
    }

    private int run(String line) throws InterruptedException {
        return evaluate().run(arguments(line));
    }

    private Evaluate evaluate() {
        return new Evaluate("test", Clock.systemUTC(), () -> "no key is needed here", stream(out), stream(progress));
    }

    private List<String> arguments(String line) {
        return arguments(line, folder);
    }

    private static List<String> arguments(String line, Path out) {
        return List.of((line + " --out " + out).split(" "));
    }

    private List<String> csv() throws IOException {
        return Files.readAllLines(folder.resolve("episodes.csv"));
    }

    private String progress() {
        return text(progress);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
