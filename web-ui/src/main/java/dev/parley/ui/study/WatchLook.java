package dev.parley.ui.study;

import dev.parley.core.analysis.interval.AnyTime;
import dev.parley.core.analysis.plan.Parting;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyPlan;
import dev.parley.core.study.StudyState;
import dev.parley.core.study.StudyWatch;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.PolicyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A planned study as its page shows it.
 *
 * @param forecast of two policies that run until decided; empty otherwise
 */
public record WatchLook(
        StudyData study, PlannedStudy planned, StudyWatch watch, Optional<Parting> forecast, Names.Known names) {

    /** What was fixed before the first episode. */
    public FrozenLook frozen() {
        return new FrozenLook(planned, names);
    }

    /** What the pairs so far say. */
    public EvidenceLook evidence() {
        return new EvidenceLook(frozen(), watch);
    }

    private StudyPlan plan() {
        return planned.plan();
    }

    public String question() {
        return plan().question();
    }

    /** What a badge says. */
    public String state() {
        return switch (study.state()) {
            case RUNNING -> "Collecting";
            case DECIDED -> "Decided";
            case COMPLETED -> "Over without a verdict";
            case WITHDRAWN -> "Withdrawn";
        };
    }

    public boolean decided() {
        return study.state() == StudyState.DECIDED;
    }

    public boolean running() {
        return study.state() == StudyState.RUNNING;
    }

    public String verdict() {
        return StudyWords.verdict(plan(), planned.verdict().orElseThrow(), names);
    }

    /** "86 of at most 200 pairs". */
    public String soFar() {
        return StudyWords.soFar(plan(), watch.judged());
    }

    /** Pairs that are in no number. */
    public String rest() {
        List<String> parts = new ArrayList<>();
        if (watch.voided() > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%,d lost one of their episodes and count nowhere; as many are run again from other starts",
                    watch.voided()));
        }
        if (watch.open() > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    running() ? "%,d are on their way or wait for a label" : "%,d were on their way when it ended",
                    watch.open()));
        }
        int behind = watch.judged() - watch.steps().size();
        if (behind > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%,d wait for one that was drawn before them, so that the order is that of the plan",
                    behind));
        }
        return parts.isEmpty() ? "" : String.join("; ", parts) + ".";
    }

    /** No line about being the same: nothing here tests that. */
    public String open() {
        return "A study that ends without a verdict does not say that they are the same: it says that this many pairs could not tell.";
    }

    public List<RateLook> rates() {
        return IntStream.range(0, plan().policies().size())
                .mapToObj(place -> new RateLook(
                        frozen().policy(place),
                        "/policies/" + plan().policies().get(place).name(),
                        PolicyWords.shortDigest(plan().policies().get(place).digest()),
                        watch.counts().get(place),
                        AnyTime.of(watch.counts().get(place), plan().alpha()),
                        place))
                .toList();
    }

    /** How far the two are apart; empty of more than two, or before the first pair. */
    public Optional<DifferenceLook> difference() {
        return watch.difference(plan().alpha())
                .map(interval -> new DifferenceLook(
                        watch.counts().get(0).rate() - watch.counts().get(1).rate(), interval, frozen().policy(0)));
    }

    /** When it will be decided; empty where nothing is reckoned. */
    public String soon() {
        return forecast.filter(found -> running())
                .map(found -> found.half().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "Of studies played on from here, half are decided within %,d more pairs, and %.0f %% before the %,d that are left are over.",
                                found.half().getAsInt(),
                                100 * found.told(),
                                found.horizon())
                        : String.format(
                                Locale.ROOT,
                                "Of studies played on from here, %.0f %% are decided before the %,d pairs that are left are over: most likely it stays open.",
                                100 * found.told(),
                                found.horizon()))
                .orElse("");
    }

    public String before() {
        return planned.follows().map(id -> "/studies/" + id).orElse("");
    }

    public String after() {
        return planned.next().map(id -> "/studies/" + id).orElse("");
    }
}
