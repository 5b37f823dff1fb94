package dev.parley.sim.evaluate;

import dev.parley.sim.policy.PolicyException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The command {@code evaluate}: runs a policy on planned episodes in many worlds at once, shows how far it is on one stream and what
 * came out on the other, and keeps every episode in a folder from which a stopped evaluation goes on.
 */
public final class Evaluate {

    /** Exit code of an evaluation that came to its end. */
    public static final int COMPLETE = 0;

    /** Exit code when something broke on the way. */
    public static final int BROKEN = 1;

    /** Exit code for arguments that are wrong, with one sentence that says which. */
    public static final int WRONG_USE = 2;

    /** Exit code of an evaluation that was stopped and can be resumed or, as a study, goes on without this program; a program that knows the signal has its code instead. */
    public static final int STOPPED = 143;

    private final String executionProfile;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream progress;
    private final KeySource key;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Tells how long it will take by the clock of this machine.
     *
     * @param executionProfile within which the same arguments give the same bytes
     * @param key asked for when, and only when, a study is submitted
     */
    public Evaluate(String executionProfile, KeySource key, PrintStream out, PrintStream progress) {
        this(executionProfile, Clock.systemUTC(), key, out, progress);
    }

    Evaluate(String executionProfile, Clock clock, KeySource key, PrintStream out, PrintStream progress) {
        this.executionProfile = executionProfile;
        this.clock = clock;
        this.key = key;
        this.out = out;
        this.progress = progress;
    }

    /** Where the key for studies comes from. */
    public interface KeySource {
        /** Throws {@link IllegalArgumentException} with a sentence when there is none. */
        String key() throws IOException;
    }

    /** Asks {@link #run} to end soon; episodes that are under way are given up. Any thread. */
    public void stop() {
        stopped.countDown();
    }

    /** Runs to the end and returns the exit code. */
    public int run(List<String> commandLine) throws InterruptedException {
        try {
            EvaluateOptions options = EvaluateOptions.parse(commandLine);
            Preparation prepared = Preparation.of(options, executionProfile);
            if (options.submission().isPresent()) {
                return submitted(prepared, options.submission().get());
            }
            return options.out().isPresent()
                    ? kept(prepared, options.out().get())
                    : evaluated(prepared, Optional.empty());
        } catch (IllegalArgumentException | PolicyException e) {
            progress.println(e.getMessage());
            return WRONG_USE;
        } catch (IOException | UncheckedIOException e) {
            progress.println("The evaluation ended early: " + e.getMessage());
            return BROKEN;
        }
    }

    private int submitted(Preparation prepared, EvaluateOptions.Submission submission)
            throws IOException, InterruptedException {
        try (StudyPlatform platform = new StudyPlatform(submission.platform(), key.key())) {
            return new SubmittedStudy(platform, prepared, submission.name(), clock, stopped, out, progress).run();
        }
    }

    private int kept(Preparation prepared, Path folder) throws IOException, InterruptedException {
        try (EvaluationFolder keeping = new EvaluationFolder(folder, prepared.arguments())) {
            return evaluated(prepared, Optional.of(keeping));
        }
    }

    private int evaluated(Preparation prepared, Optional<EvaluationFolder> folder)
            throws IOException, InterruptedException {
        Rows rows = new Rows(folder.map(EvaluationFolder::kept).orElse(List.of()));
        List<PlannedEpisode> planned = prepared.episodes();
        Set<Integer> before = rows.numbers();
        Progress told = new Progress(clock, progress, planned.size(), before.size());
        Worlds worlds = new Worlds(prepared.policies(), prepared.pinned(), prepared.prompters(), row -> {
            folder.ifPresent(keeping -> keeping.append(row));
            rows.add(row);
            told.ended(rows.count(), rows.successes());
        });
        EvaluateOptions options = prepared.options();
        progress.println(
                planned.size() - before.size() + " episodes on " + options.cores() + " cores, up to " + options.worlds()
                        + " worlds each" + (before.isEmpty() ? "" : "; " + before.size() + " were run before"));
        String broken = run(
                new Evaluation(worlds, options.cores(), options.worlds(), () -> stopped.getCount() == 0),
                planned.stream().filter(each -> !before.contains(each.number())).toList());
        return conclude(prepared, rows, folder, broken);
    }

    // What went wrong, in a sentence; empty when nothing did.
    private static String run(Evaluation evaluation, List<PlannedEpisode> left) throws InterruptedException {
        try {
            evaluation.run(left);
            return "";
        } catch (RuntimeException e) {
            return "The evaluation broke: " + (e.getMessage() == null ? e : e.getMessage());
        }
    }

    private int conclude(Preparation prepared, Rows rows, Optional<EvaluationFolder> folder, String broken)
            throws IOException {
        Map<String, Object> arguments = prepared.arguments();
        Report report = new Report(arguments, Summary.of(rows.inOrder()));
        if (folder.isPresent()) {
            folder.get().write("episodes.csv", CsvRows.of(rows.inOrder()).getBytes(StandardCharsets.UTF_8));
            folder.get().write("episodes.parquet", ParquetRows.of(rows.inOrder()));
            folder.get().write("summary.json", report.json().getBytes(StandardCharsets.UTF_8));
        }
        if (rows.count() == prepared.episodes().size()) {
            out.print(prepared.options().json() ? report.json() : report.table());
            out.flush();
            return COMPLETE;
        }
        progress.println((broken.isEmpty() ? "Stopped" : broken + " Stopped") + " after " + rows.count() + " of "
                + prepared.episodes().size() + " episodes; "
                + (folder.isPresent()
                        ? "the same command goes on from there"
                        : "nothing was kept, because there was no --out"));
        return broken.isEmpty() ? STOPPED : BROKEN;
    }
}
