package dev.parley.ui.study;

import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyWatch;
import io.quarkus.qute.RawString;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the pairs of a planned study say so far, in words, as a picture and as numbers. */
public record EvidenceLook(FrozenLook frozen, StudyWatch watch) {
    public boolean empty() {
        return watch.steps().isEmpty();
    }

    /** The two that are drawn: the only two, or the best and whoever is least told from it. */
    private Optional<StudyWatch.Step> shown() {
        return frozen.two()
                ? watch.pairs().stream().findFirst()
                : watch.pairs().stream()
                        .filter(step -> step.one() == leader() || step.other() == leader())
                        .min(Comparator.comparingDouble(this::forLeader));
    }

    private int leader() {
        return frozen.planned()
                .verdict()
                .map(PlannedStudy.Verdict::policy)
                .orElseGet(() -> IntStream.range(0, frozen.plan().policies().size())
                        .boxed()
                        .max(Comparator.comparingDouble(
                                place -> (watch.counts().get(place).successes() + 1.0)
                                        / (watch.counts().get(place).episodes() + 2.0)))
                        .orElse(0));
    }

    private double forLeader(StudyWatch.Step step) {
        return step.one() == leader() ? step.forOne() : step.forOther();
    }

    private List<StudyWatch.Step> path() {
        return shown().map(pair -> watch.steps().stream()
                        .filter(step -> step.one() == pair.one() && step.other() == pair.other())
                        .toList())
                .orElse(List.of());
    }

    public String first() {
        return shown().map(pair -> frozen.policy(pair.one())).orElse("");
    }

    public String second() {
        return shown().map(pair -> frozen.policy(pair.other())).orElse("");
    }

    /** What a reader hears in place of the picture. */
    public String says() {
        List<StudyWatch.Step> path = path();
        if (path.isEmpty()) {
            return "No pair has been judged yet.";
        }
        StudyWatch.Step now = path.getLast();
        return frozen.budget()
                ? String.format(
                        Locale.ROOT,
                        "After %,d pairs %s alone did it in %,d, %s alone in %,d. Of these %,d, one of them has to have %,d.",
                        path.size(),
                        first(),
                        now.won(),
                        second(),
                        now.parted() - now.won(),
                        now.parted(),
                        Math.min(now.least(), now.parted() + 1))
                : String.format(
                        Locale.ROOT,
                        "After %,d pairs the evidence is %s to 1 that %s is better and %s to 1 that %s is. %s to 1 decides.",
                        path.size(),
                        odds(now.forOne()),
                        first(),
                        odds(now.forOther()),
                        second(),
                        odds(watch.threshold()));
    }

    /** So much to one. */
    static String odds(double evidence) {
        return evidence >= 10
                ? String.format(Locale.ROOT, "%,.0f", evidence)
                : String.format(Locale.ROOT, evidence >= 0.1 ? "%.1f" : "%.3f", evidence);
    }

    public boolean eValued() {
        return !frozen.budget();
    }

    public RawString picture() {
        int mostBlocks = frozen.plan().mostBlocks();
        return frozen.budget()
                ? EvidencePlot.boundary(says(), path(), mostBlocks)
                : EvidencePlot.eValues(says(), path(), frozen.two() ? mostBlocks : 0, watch.threshold());
    }

    /** Why one may look at any time. */
    public String why() {
        return frozen.budget()
                ? String.format(
                        Locale.ROOT,
                        "You may look any time: the borders spend the allowed error of %s over %,d pairs and never more of it than the share of pairs that is over, so stopping at a border keeps the chance of a wrong “better” within it. Only pairs in which one alone succeeds move the line, and between two that are as good each of those is a fair coin. The number of pairs never grows.",
                        frozen.chance(),
                        frozen.plan().mostBlocks())
                : String.format(
                        Locale.ROOT,
                        "You may look any time. Were one not better, its evidence would be a fair game that starts at 1: that it ever reaches %s has at most the chance 1 in %s, however often one looks. So looking, and stopping as soon as a line reaches the border, keeps the chance of a wrong “better” below %s over all sides. Only pairs in which one alone succeeds say anything.",
                        odds(watch.threshold()),
                        odds(watch.threshold()),
                        frozen.chance());
    }

    /** Each two that met. */
    public record Pair(String one, String other, int won, int lost, String forOne, String forOther) {}

    public List<Pair> pairs() {
        return watch.pairs().stream()
                .map(step -> new Pair(
                        frozen.policy(step.one()),
                        frozen.policy(step.other()),
                        step.won(),
                        step.parted() - step.won(),
                        odds(step.forOne()),
                        odds(step.forOther())))
                .toList();
    }
}
