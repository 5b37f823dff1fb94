package dev.parley.ui.leaderboard;

import dev.parley.core.ranking.Entrant;
import dev.parley.core.ranking.Standing;
import dev.parley.ui.words.PolicyWords;
import java.util.Locale;

/**
 * One policy version on the page.
 *
 * @param ties Davidson's nu of its group
 */
public record Row(Standing standing, Entrant entrant, String title, double ties) {
    private static final double POINTS = 400 / Math.log(10);

    /** "1 to 2". */
    public String place() {
        return standing.firstPlace() == standing.lastPlace()
                ? String.valueOf(standing.firstPlace())
                : standing.firstPlace() + " to " + standing.lastPlace();
    }

    public String version() {
        return PolicyWords.shortDigest(entrant.digest());
    }

    public String address() {
        return "/policies/" + entrant.name();
    }

    /** Per cent of comparisons with a middle policy. */
    public double preferred() {
        return 100 * Standing.preferred(standing.strength(), ties);
    }

    public boolean measured() {
        return standing.interval().isPresent();
    }

    public double low() {
        return standing.interval()
                .map(interval -> 100 * Standing.preferred(interval.low(), ties))
                .orElse(0.0);
    }

    public double high() {
        return standing.interval()
                .map(interval -> 100 * Standing.preferred(interval.high(), ties))
                .orElse(100.0);
    }

    public String share() {
        return String.format(Locale.ROOT, "%.0f %%", preferred());
    }

    /** "66 to 76"; empty where one person alone voted. */
    public String interval() {
        return measured() ? String.format(Locale.ROOT, "%.0f to %.0f", low(), high()) : "";
    }

    /** What a screen reader says of the ruler. */
    public String sentence() {
        return measured() ? share() + ", " + interval() : share() + ", and nobody can say how sure";
    }

    public int votes() {
        return standing.tally().votes();
    }

    public String mark() {
        return switch (standing.mark()) {
            case NONE -> "";
            case UNDEFEATED -> "never lost yet: how strong it is cannot be told from above";
            case WINLESS -> "never won yet: how weak it is cannot be told from below";
        };
    }

    /** On the scale of chess, 1000 in the middle. */
    public String points() {
        return String.format(Locale.ROOT, "%.0f", 1000 + POINTS * standing.strength());
    }
}
