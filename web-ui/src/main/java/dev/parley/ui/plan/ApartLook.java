package dev.parley.ui.plan;

import dev.parley.core.analysis.plan.Parting;
import dev.parley.core.analysis.versus.Watch;
import dev.parley.core.plan.Apart;
import dev.parley.ui.words.RateWords;
import java.util.Locale;
import java.util.OptionalInt;

/** How far two policies are from being told apart. */
public record ApartLook(Apart apart, String first, String second, FleetLook fleet) {
    private Parting more() {
        return apart.more();
    }

    public boolean decided() {
        return apart.verdict() != Watch.Verdict.OPEN;
    }

    public String verdict() {
        return (apart.verdict() == Watch.Verdict.FIRST ? first : second)
                + " is better: the pairs there are say so already.";
    }

    public String soFar() {
        Parting.SoFar soFar = apart.soFar();
        return soFar.blocks() == 0
                ? "The two have never been run from the same start."
                : String.format(
                        Locale.ROOT,
                        "%,d %s from the same start: %s alone did it in %,d, %s alone in %,d. Evidence for the first %s to 1, for the second %s to 1; %.0f to 1 decides.",
                        soFar.blocks(),
                        soFar.blocks() == 1 ? "pair" : "pairs",
                        first,
                        soFar.firstAlone(),
                        second,
                        soFar.secondAlone(),
                        odds(apart.forFirst()),
                        odds(apart.forSecond()),
                        apart.threshold());
    }

    private static String odds(double evidence) {
        return evidence >= 10
                ? String.format(Locale.ROOT, "%,.0f", evidence)
                : String.format(Locale.ROOT, "%.2g", evidence);
    }

    public String half() {
        return pairs(more().half());
    }

    public String mostly() {
        return pairs(more().mostly());
    }

    private String pairs(OptionalInt blocks) {
        return blocks.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%,d more pairs, %s",
                        blocks.getAsInt(),
                        RateWords.episodes(2L * blocks.getAsInt()))
                : String.format(Locale.ROOT, "more than %,d pairs", more().horizon());
    }

    public String cost() {
        return more().half().isPresent() ? fleet.cost(2L * more().half().getAsInt()) : "more than is worth planning";
    }

    public String told() {
        return String.format(
                Locale.ROOT,
                "Of 1,000 studies played on from here, %.0f %% were decided within %,d pairs, %.0f %% for %s.",
                100 * more().told(),
                more().horizon(),
                100 * more().first(),
                first);
    }

    public String basis() {
        return switch (apart.basis()) {
            case BLOCKS ->
                "Each was played with rates drawn from what the pairs so far allow, so not knowing how different the two are is in the answer.";
            case RATES ->
                "There are too few pairs to go by, so each was played as if both rates were exactly what they look like now. That is too sure: they are not.";
        };
    }
}
