package dev.parley.ui.study;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyProgress;
import dev.parley.core.study.StudyProgress.Counts;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.PolicyWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One study as its page shows it.
 *
 * @param heldUpBy why nothing more of it is begun now, a sentence each
 * @param watch of a study with a plan
 */
public record StudyLook(StudyData study, List<Row> rows, Row all, List<String> heldUpBy, Optional<WatchLook> watch) {

    /**
     * Items that belong together.
     *
     * @param policy its name for people and the beginning of its version
     * @param task what was said or is looked for
     */
    public record Row(String policy, String scene, String task, Counts counts) {
        /** "66.7 % (20.8 to 93.9) of 3". */
        public String rate() {
            if (counts.done() == 0) {
                return "none yet";
            }
            Interval interval = Wilson.of(counts.successes(), counts.done());
            return String.format(
                    Locale.ROOT,
                    "%.1f %% (%.1f to %.1f) of %d",
                    share(),
                    100 * interval.low(),
                    100 * interval.high(),
                    counts.done());
        }

        /** Whether there is a bar to draw. */
        public boolean measured() {
            return counts.done() > 0;
        }

        /** Per cent. */
        public double share() {
            return 100.0 * counts.successes() / counts.done();
        }

        /** Where the interval begins, per cent. */
        public double low() {
            return 100 * Wilson.of(counts.successes(), counts.done()).low();
        }

        /** Where it ends, per cent. */
        public double high() {
            return 100 * Wilson.of(counts.successes(), counts.done()).high();
        }
    }

    static StudyLook of(StudyData study, StudyProgress progress, Names.Known names, List<String> heldUpBy) {
        return of(study, progress, names, heldUpBy, Optional.empty());
    }

    static StudyLook of(
            StudyData study,
            StudyProgress progress,
            Names.Known names,
            List<String> heldUpBy,
            Optional<WatchLook> watch) {
        List<Row> rows = progress.tasks().stream()
                .map(task -> new Row(
                        names.policy(task.policyName()) + " " + PolicyWords.shortDigest(task.policyDigest()),
                        names.scene(task.sceneId()),
                        words(task, watch),
                        task.counts()))
                .toList();
        return new StudyLook(study, rows, new Row("All", "", "", progress.all()), heldUpBy, watch);
    }

    /** What was said, where that is one sentence; else what the judge looks for, which is the same for all that were said. */
    private static String words(StudyProgress.OfTask task, Optional<WatchLook> watch) {
        return watch.flatMap(own -> own.frozen().said(task.sceneId(), task.taskId()))
                .map("“%s”"::formatted)
                .orElseGet(task::taskReading);
    }

    public String id() {
        return study.id().toString();
    }

    /** How far it is, in one sentence. */
    public String sentence() {
        Counts counts = all.counts();
        String ended = String.format(Locale.ROOT, "%,d of %,d episodes have ended", ended(counts), counts.items());
        return switch (study.state()) {
            case RUNNING ->
                String.format(Locale.ROOT, "%s, %,d running, %,d waiting.", ended, counts.running(), counts.waiting());
            case COMPLETED -> ended + ": the study is complete.";
            case DECIDED -> ended + "; then it was decided, and the rest did not have to run.";
            case WITHDRAWN -> ended + "; then whoever submitted it withdrew the rest.";
        };
    }

    private static int ended(Counts counts) {
        return counts.done() + counts.lost();
    }
}
