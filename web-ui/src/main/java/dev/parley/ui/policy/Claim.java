package dev.parley.ui.policy;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.family.Tries;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.Sign;
import dev.parley.ui.words.Tone;
import java.util.Optional;

/**
 * Something a policy can or cannot do, with the evidence.
 *
 * @param evidence "n 212", or what it says of itself
 */
public record Claim(String name, String evidence, Optional<Sign> sign) {
    private static final int ENOUGH = 5;

    /** Yes and no only where the 95 % interval lies on one side of one half; between them, sometimes; not tried is not no. */
    static Claim of(String name, Tries tries) {
        return new Claim(name, "n " + tries.judged(), Optional.of(sign(tries)));
    }

    static Claim declared(String name, String what) {
        return new Claim(name, what, Optional.empty());
    }

    static Claim not(String name) {
        return new Claim(name, "not offered", Optional.of(new Sign(Glyph.CROSS, "No", Tone.PLAIN)));
    }

    /** Whether so many tries give an answer. */
    static boolean answered(int judged) {
        return judged >= ENOUGH;
    }

    /** What would stand there for so many. */
    static String answer(int done, int judged) {
        return sign(done, judged).word();
    }

    private static Sign sign(Tries tries) {
        return sign(tries.done(), tries.judged());
    }

    private static Sign sign(int done, int judged) {
        if (judged == 0) {
            return new Sign(Glyph.HIDDEN, "Not tried", Tone.UNKNOWN);
        }
        if (!answered(judged)) {
            return new Sign(Glyph.HIDDEN, "Too few tries", Tone.UNKNOWN);
        }
        Interval interval = Wilson.of(done, judged);
        if (interval.low() > 0.5) {
            return new Sign(Glyph.CHECK, "Yes", Tone.OK);
        }
        return interval.high() < 0.5
                ? new Sign(Glyph.CROSS, "Mostly not", Tone.BAD)
                : new Sign(Glyph.HALF, "Sometimes", Tone.WARN);
    }
}
