package dev.parley.ui.study;

import dev.parley.core.study.ListedStudy;
import dev.parley.core.study.StudyPlan;
import dev.parley.core.study.StudyState;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.Sign;
import dev.parley.ui.words.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One study in the list of them. */
public record ListedLook(ListedStudy listed, Names.Known names) {
    private static final int MOST_NAMED = 4;

    public String id() {
        return listed.id().toString();
    }

    public String address() {
        return "/studies/" + listed.id();
    }

    /** Its question; where items were listed, there is none, and it is called by its name. */
    public String title() {
        return listed.plan()
                .map(StudyPlan::question)
                .orElseGet(() -> listed.study().name());
    }

    /** Its name where the title is another one; else nothing. */
    public String name() {
        return listed.plan().isPresent() ? listed.study().name() : "";
    }

    public String submitter() {
        return listed.study().submitter();
    }

    public Instant createdAt() {
        return listed.study().createdAt();
    }

    public Sign sign() {
        return sign(listed.study().state());
    }

    static Sign sign(StudyState state) {
        return switch (state) {
            case RUNNING -> new Sign(Glyph.RUNNING, "Running", Tone.ACCENT);
            case DECIDED -> new Sign(Glyph.CHECK, "Decided", Tone.OK);
            case COMPLETED -> new Sign(Glyph.FLAG, "Complete", Tone.PLAIN);
            case WITHDRAWN -> new Sign(Glyph.CROSS, "Withdrawn", Tone.PLAIN);
        };
    }

    /** What was found; nothing where it still runs, or was not to find anything. */
    public String found() {
        if (listed.plan().isEmpty()) {
            return "";
        }
        return listed.verdict()
                .map(verdict -> StudyWords.verdict(listed.plan().orElseThrow(), verdict, names))
                .orElseGet(() -> listed.study().state() == StudyState.COMPLETED
                        ? "Nobody was found to be better: this many pairs could not tell."
                        : "");
    }

    /** Titles have commas of their own. */
    public String policies() {
        List<String> titles = IntStream.range(0, listed.policies().size())
                .mapToObj(place -> StudyWords.policy(listed.policies(), place, names))
                .toList();
        String named = titles.stream().limit(MOST_NAMED).collect(Collectors.joining(" · "));
        return titles.size() <= MOST_NAMED ? named : named + " · and " + (titles.size() - MOST_NAMED) + " more";
    }

    public String soFar() {
        return listed.plan()
                .map(plan -> StudyWords.soFar(plan, listed.over()))
                .orElseGet(() ->
                        String.format(Locale.ROOT, "%,d of %,d episodes have ended", listed.over(), listed.most()));
    }
}
