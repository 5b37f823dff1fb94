package dev.parley.sim.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An evaluation that runs as a study on a platform's stations: submitted once, followed to its end, shown like one that ran here.
 * The study does not need this program; stopped, the same command follows it again.
 */
final class SubmittedStudy {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final String RUNNING = "RUNNING";

    private final StudyPlatform platform;
    private final Preparation prepared;
    private final String name;
    private final Clock clock;
    private final CountDownLatch stopped;
    private final PrintStream out;
    private final PrintStream progress;

    SubmittedStudy(
            StudyPlatform platform,
            Preparation prepared,
            String name,
            Clock clock,
            CountDownLatch stopped,
            PrintStream out,
            PrintStream progress) {
        this.platform = platform;
        this.prepared = prepared;
        this.name = name;
        this.clock = clock;
        this.stopped = stopped;
        this.out = out;
        this.progress = progress;
    }

    /** Returns the exit code; throws what the platform refuses as {@link IllegalArgumentException}. */
    int run() throws IOException, InterruptedException {
        Optional<JsonNode> submitted = submit();
        if (submitted.isEmpty()) {
            progress.println("Stopped before anything was submitted");
            return Evaluate.STOPPED;
        }
        String id = submitted.get().path("id").asText();
        progress.println("Study " + platform.address(id));
        Optional<JsonNode> ended = follow(id, submitted.get());
        if (ended.isEmpty()) {
            progress.println("The study goes on without this program; the same command follows it again");
            return Evaluate.STOPPED;
        }
        StudyReport report = new StudyReport(prepared, name, platform.address(id), platform.episodes(id));
        out.print(prepared.options().json() ? report.json() : report.table());
        out.flush();
        return Evaluate.COMPLETE;
    }

    // Empty when it was stopped before. Whoever comes back need not draw thousands of pictures again.
    private Optional<JsonNode> submit() throws IOException, InterruptedException {
        boolean pictures = prepared.options().promptBy() == EvaluateOptions.PromptBy.PICTURE;
        Optional<JsonNode> before = pictures ? platform.named(name) : Optional.empty();
        if (before.isPresent()) {
            progress.println("A study of this name was submitted before");
            return before;
        }
        Progress told = new Progress(clock, progress, prepared.episodes().size(), 0);
        List<Map<String, Object>> items =
                new StudyItems(prepared).of(platform, this::isStopped, ready -> told.ended(ready, 0));
        if (isStopped()) {
            return Optional.empty();
        }
        int left = prepared.episodes().size() - items.size();
        if (left > 0) {
            progress.println(left + " episodes are left out: the scripted expert cannot show their goals");
        }
        return Optional.of(platform.submit(name, items));
    }

    private Optional<JsonNode> follow(String id, JsonNode submitted) throws InterruptedException {
        JsonNode study = submitted;
        int before = ended(study);
        Progress told =
                new Progress(clock, progress, study.path("all").path("items").asInt(), before);
        boolean away = false;
        while (study.path("state").asText().equals(RUNNING)) {
            if (stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try {
                study = platform.study(id);
                told.ended(ended(study), study.path("all").path("successes").asLong());
                away = false;
            } catch (IOException e) {
                if (!away) {
                    progress.println("The platform does not answer; the study is kept there, and asked for again");
                }
                away = true;
            }
        }
        return Optional.of(study);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private static int ended(JsonNode study) {
        return study.path("all").path("done").asInt()
                + study.path("all").path("lost").asInt();
    }
}
