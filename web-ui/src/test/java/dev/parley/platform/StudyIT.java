package dev.parley.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.platform.rig.EvaluateProcess;
import dev.parley.platform.rig.Rig;
import dev.parley.platform.rig.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One evaluation at home and the same one as a study on a platform's workers, whose server is killed in its middle. */
@Tag("slow")
class StudyIT {
    private static final String KEY = "a-key-for-studies-in-this-test-only";
    private static final int EPISODES = 8;
    private static final int WORKERS = 2;
    private static final int PROPRIOCEPTION = 6;
    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final String TASKS = "blocks-and-bowls ";

    private final ObjectMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    Path folder;

    @Test
    void studyRunsEveryItemOnceThroughAKilledServerAndFindsWhatAnEvaluationAtHomeFinds() throws Exception {
        Path pinned = Files.writeString(folder.resolve("pinned.json"), "{\"friction.objects\": 0.8}");
        List<String> evaluation =
                List.of("--policy scripted-expert --episodes %d --seed 950000 --tasks put-cube-red-* --conditions %s"
                        .formatted(EPISODES, pinned)
                        .split(" "));
        Said home = evaluate(evaluation, "--out", folder.resolve("home").toString());
        assertThat(home.code()).isZero();

        Shape shape = Shape.of(1, 0).withSimulators(WORKERS).with("parley.studies.keys=ada:" + KEY);
        try (Rig rig = Rig.start("study", shape)) {
            CompletableFuture<Said> following = CompletableFuture.supplyAsync(
                    () -> evaluateUnchecked(evaluation, "--submit", rig.url().toString(), "--name", "as at home"),
                    threads);
            awaitNumber(rig, 2, "SELECT count(*) FROM episode WHERE state IN ('TERMINATED', 'TRUNCATED')");
            awaitNumber(rig, 1, "SELECT count(*) FROM episode WHERE state = 'RUNNING'");
            rig.kill("server-1", Duration.ofSeconds(2));
            Said study = following.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);

            assertThat(study.code()).as(study.progress()).isZero();
            assertThat(study.progress()).contains("/studies/").contains("The platform does not answer");
            assertThat(tasks(study.out())).isEqualTo(tasks(home.out())).hasSize(4);
            everyItemCountsOnce(rig);
            sameEpisodes(rig);
            // Submitted again it is the same study, and shown at once.
            Said again = evaluate(evaluation, "--submit", rig.url().toString(), "--name", "as at home");
            assertThat(again.out()).isEqualTo(study.out());
            assertThat(rig.log("server-1")).doesNotContain(KEY);
        }
    }

    private static void everyItemCountsOnce(Rig rig) throws Exception {
        assertThat(rig.database().rows("SELECT state, items FROM study")).containsExactly("COMPLETED " + EPISODES);
        assertThat(rig.database()
                        .number("SELECT count(DISTINCT i.turn_id) FROM study_item i JOIN turn t ON t.id = i.turn_id"
                                + " WHERE t.state = 'DONE'"))
                .isEqualTo(EPISODES);
        assertThat(rig.database().number("SELECT count(*) FROM turn")).isEqualTo(EPISODES);
        assertThat(rig.database().number("SELECT count(*) FROM episode WHERE state IN ('TERMINATED', 'TRUNCATED')"))
                .isEqualTo(EPISODES);
        assertThat(rig.database().number("SELECT count(DISTINCT station_id) FROM episode"))
                .isEqualTo(WORKERS);
        assertThat(rig.database().number("SELECT count(*) FROM turn WHERE priority_class <> 1"))
                .isZero();
    }

    private void sameEpisodes(Rig rig) throws Exception {
        Map<String, JsonNode> home = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("home").resolve("episodes.jsonl"))) {
            JsonNode episode = json.readTree(line);
            home.put(episode.path("seed").asText(), episode);
        }
        String study = rig.database().rows("SELECT id FROM study").getFirst();
        JsonNode items = get(rig, "studies/" + study + "/episodes");
        assertThat(items).hasSize(EPISODES);
        for (JsonNode item : items) {
            JsonNode own = requireNonNull(home.get(item.path("seed").asText()));
            assertThat(item.path("state").asText()).isEqualTo("DONE");
            assertThat(item.path("taskId")).isEqualTo(own.path("task"));
            assertThat(item.path("success").asBoolean())
                    .isEqualTo(own.path("ending").asText().equals("DONE"));
            assertThat(item.path("steps").asInt()).isEqualTo(own.path("steps").asInt());
            JsonNode steps = get(rig, "episodes/" + item.path("episodeId").asText() + "/steps?limit=1000")
                    .path("steps");
            assertThat(steps).hasSameSizeAs(new int[own.path("steps").asInt()]);
            assertSameStates(steps, own);
        }
    }

    /**
     * The fingerprint at home is over the states after every action, a step on the platform has the one before it. All but the
     * last can be put together; the last one's hash is then what is missing, which is an int only if all others agree.
     */
    private static void assertSameStates(JsonNode steps, JsonNode own) {
        long fingerprint = own.path("seed").asLong();
        for (int step = 1; step < steps.size(); step++) {
            List<Double> state = new ArrayList<>();
            steps.get(step).path("state").forEach(number -> state.add(number.asDouble()));
            double[] simulator = state.subList(PROPRIOCEPTION, state.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            fingerprint = 31 * fingerprint + Arrays.hashCode(simulator);
        }
        long last = Long.parseUnsignedLong(own.path("fingerprint").asText(), 16) - 31 * fingerprint;
        assertThat(last).as("seed %s", own.path("seed")).isBetween((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
    }

    private JsonNode get(Rig rig, String path) throws IOException, InterruptedException {
        URI address = rig.url().resolve("api/v1/" + path);
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static void awaitNumber(Rig rig, long least, String query) {
        Awaitility.await(query)
                .atMost(WITHIN)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> rig.database().number(query) >= least);
    }

    /** What the table says of tasks and of all of them. */
    private static List<String> tasks(String table) {
        return table.lines()
                .filter(line -> line.startsWith(TASKS) || line.startsWith("all ") || line.startsWith("in vocabulary"))
                .toList();
    }

    private record Said(int code, String out, String progress) {}

    private Said evaluateUnchecked(List<String> evaluation, String... more) {
        try {
            return evaluate(evaluation, more);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Said evaluate(List<String> evaluation, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(evaluation);
        arguments.addAll(List.of(more));
        Process process = EvaluateProcess.start(folder, Map.of("PARLEY_STUDY_KEY", KEY), arguments);
        try {
            CompletableFuture<String> progress =
                    CompletableFuture.supplyAsync(() -> all(process.errorReader()), threads);
            String out = all(process.inputReader(StandardCharsets.UTF_8));
            return new Said(process.waitFor(), out, progress.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String all(BufferedReader reader) {
        StringBuilder text = new StringBuilder();
        reader.lines().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
