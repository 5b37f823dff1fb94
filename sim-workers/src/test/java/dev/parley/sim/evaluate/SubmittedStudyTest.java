package dev.parley.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.rollout.SuccessRate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedStudyTest {

    private static final String EXPERT =
            "--policy scripted-expert --episodes 3 --seed 920000 --tasks put-cube-red-* --phrasings plain";
    private static final String EPISODE =
            "{\"number\": %d, \"sceneId\": \"blocks-and-bowls\", \"taskId\": \"%s\", \"instruction\": \"%s\", \"state\": \"%s\", \"success\": %s, \"steps\": %d}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private FakeStudies platform;

    @BeforeEach
    void start() throws Exception {
        platform = new FakeStudies();
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void planIsSubmittedAsItIsAndTheOutcomeShownLikeThatOfARunHere() throws Exception {
        Path pinned = Files.writeString(folder.resolve("pinned.json"), "{\"friction.objects\": 0.8}");
        platform.submission = new FakeStudies.Answer(201, FakeStudies.study("COMPLETED", 3, 2));
        platform.episodes = "["
                + EPISODE.formatted(
                        0, "put-cube-red-in-bowl-blue", "put the red cube in the blue bowl", "DONE", true, 50)
                + "," + EPISODE.formatted(1, "put-cube-red-in-bowl-orange", "wibble", "DONE", false, 200)
                + "," + EPISODE.formatted(2, "put-cube-red-in-bowl-blue", "wibble", "LOST", null, 3) + "]";

        assertThat(run(EXPERT + " --conditions " + pinned)).isZero();

        assertThat(platform.items).hasSize(3).allSatisfy(item -> {
            assertThat(item.path("policyVersion").path("name").asText()).isEqualTo("scripted-expert");
            assertThat(item.path("policyVersion").path("digest").asText()).matches("[0-9a-f]{64}");
            assertThat(item.path("sceneId").asText()).isEqualTo("blocks-and-bowls");
            assertThat(item.path("conditions").path("friction.objects").asDouble())
                    .isEqualTo(0.8);
            assertThat(item.has("goalImageId")).isFalse();
        });
        assertThat(platform.items)
                .extracting(item -> item.path("seed").asText())
                .containsExactly("920000", "920001", "920002");
        assertThat(platform.items.getFirst().path("instruction").asText()).startsWith("put the red cube in the ");
        assertThat(platform.calls).allSatisfy(call -> assertThat(call).endsWith("Bearer the-key"));
        assertThat(text(progress)).contains("Study " + platform.url() + "/studies/" + FakeStudies.ID);
        assertThat(text(out).lines())
                .contains(Report.line("all", "blocks-and-bowls put-cube-red-in-bowl-orange".length(), rate(1, 2))
                        .strip())
                .anySatisfy(line -> assertThat(line).startsWith("in vocabulary").contains("1/1"))
                .contains("1 more ended without a result and count nowhere", "125.0 steps an episode");
        assertThat(text(out) + text(progress)).doesNotContain("the-key");
    }

    @Test
    void whoeverStopsLeavesTheStudyRunningAndIsToldHowToComeBack() throws Exception {
        Evaluate evaluate = evaluate();
        platform.looks.add(new FakeStudies.Answer(200, FakeStudies.study("RUNNING", 1, 1)));
        platform.looked = evaluate::stop;

        assertThat(evaluate.run(arguments(EXPERT))).isEqualTo(Evaluate.STOPPED);

        assertThat(text(progress)).contains("goes on without this program; the same command follows it again");
        assertThat(text(out)).isEmpty();
        assertThat(platform.calls).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void platformThatIsAwayForAWhileIsAskedAgain() throws Exception {
        platform.looks.add(new FakeStudies.Answer(0, ""));
        platform.looks.add(new FakeStudies.Answer(503, "{\"detail\": \"The database is away.\"}"));
        platform.looks.add(new FakeStudies.Answer(200, FakeStudies.study("COMPLETED", 3, 3)));

        assertThat(run(EXPERT)).isZero();

        assertThat(text(progress)).containsOnlyOnce("The platform does not answer");
        assertThat(text(progress)).contains("3 of 3 episodes, 3 done");
    }

    @Test
    void picturesAreDrawnHereAndUploadedUnlessTheStudyIsThere() throws Exception {
        String line = "--policy room-goal --episodes 1 --seed 920000 --prompt-by picture";
        platform.submission = new FakeStudies.Answer(201, FakeStudies.study("COMPLETED", 0, 0));

        assertThat(run(line)).isZero();

        assertThat(platform.items).singleElement().satisfies(item -> {
            assertThat(item.path("goalImageId").asText()).startsWith("picture-");
            assertThat(item.has("instruction")).isFalse();
        });
        platform.named = "[" + FakeStudies.study("COMPLETED", 0, 0) + "]";
        platform.calls.clear();
        assertThat(run(line)).isZero();
        assertThat(platform.calls).noneMatch(call -> call.startsWith("POST"));
        assertThat(text(progress)).contains("submitted before");
    }

    @Test
    void whatThePlatformRefusesIsSaidInItsWords() throws Exception {
        platform.submission = new FakeStudies.Answer(401, "{\"detail\": \"A study needs a key.\"}");
        assertThat(run(EXPERT)).isEqualTo(Evaluate.WRONG_USE);
        assertThat(text(progress)).contains("A study needs a key.");
        platform.submission = new FakeStudies.Answer(429, "{\"detail\": \"Too many studies from here.\"}");
        assertThat(run(EXPERT)).isEqualTo(Evaluate.BROKEN);
        assertThat(text(progress)).contains("Too many studies from here.");
        platform.submission = new FakeStudies.Answer(200, "<html>");
        assertThat(run(EXPERT)).isEqualTo(Evaluate.WRONG_USE);
        assertThat(text(progress)).contains("is it a platform?");
    }

    private static SuccessRate rate(int successes, int trials) {
        return new SuccessRate(successes, trials);
    }

    private int run(String line) throws InterruptedException {
        return evaluate().run(arguments(line));
    }

    private List<String> arguments(String line) {
        return List.of((line + " --name s --submit " + platform.url()).split(" "));
    }

    private Evaluate evaluate() {
        return new Evaluate("test", Clock.systemUTC(), () -> "the-key", stream(out), stream(progress));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
