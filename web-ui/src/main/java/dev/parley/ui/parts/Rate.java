package dev.parley.ui.parts;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.family.Tries;
import dev.parley.ui.words.StationWords;
import java.util.Locale;

/**
 * How often something was done, as a line of text and on the ruler.
 *
 * @param hide whether outcomes stay hidden until one's own vote: of one or two tries, a rate would tell each
 */
public record Rate(Tries tries, boolean hide) {
    /** From so many on, nobody can tell from the rate how a single one went. */
    private static final int TELLING = 3;

    /** Whether there is something to draw. */
    public boolean measured() {
        return tries.judged() >= (hide ? TELLING : 1);
    }

    /** "Simulation". */
    public String kind() {
        return StationWords.kind(tries.stationKind());
    }

    /** "71 % done (40 to 89), 10 tries": how it ended, the 95 % interval, the count. */
    public String text() {
        if (tries.judged() == 0) {
            return tries.unjudged() > 0 ? "nobody has judged it yet" : "no try has counted yet";
        }
        if (!measured()) {
            return "too few tries to say";
        }
        return String.format(
                Locale.ROOT,
                "%.0f %% done (%.0f to %.0f), %,d %s",
                share(),
                low(),
                high(),
                tries.judged(),
                tries.judged() == 1 ? "try" : "tries");
    }

    /** What the text leaves out; empty where that is nothing. */
    public String rest() {
        return tries.censored() == 0
                ? ""
                : String.format(Locale.ROOT, "%,d more ended for other causes and count neither way", tries.censored());
    }

    /** Per cent. */
    public double share() {
        return 100.0 * tries.done() / tries.judged();
    }

    /** Where the interval begins, per cent. */
    public double low() {
        return 100 * interval().low();
    }

    /** Where it ends, per cent. */
    public double high() {
        return 100 * interval().high();
    }

    private Interval interval() {
        return Wilson.of(tries.done(), tries.judged());
    }
}
