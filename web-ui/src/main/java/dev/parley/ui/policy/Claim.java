package dev.parley.ui.policy;

import dev.parley.core.family.Tries;
import dev.parley.core.study.Wilson;
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

    private static Sign sign(Tries tries) {
        if (tries.judged() == 0) {
            return new Sign(Glyph.HIDDEN, "Not tried", Tone.UNKNOWN);
        }
        if (tries.judged() < ENOUGH) {
            return new Sign(Glyph.HIDDEN, "Too few tries", Tone.UNKNOWN);
        }
        Wilson interval = Wilson.of(tries.done(), tries.judged());
        if (interval.low() > 0.5) {
            return new Sign(Glyph.CHECK, "Yes", Tone.OK);
        }
        return interval.high() < 0.5
                ? new Sign(Glyph.CROSS, "Mostly not", Tone.BAD)
                : new Sign(Glyph.HALF, "Sometimes", Tone.WARN);
    }
}
