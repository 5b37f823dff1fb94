package dev.parley.ui.policy;

import dev.parley.core.family.Ability;
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
    static Claim of(Ability ability) {
        return new Claim(
                name(ability.claim()),
                ability.answer() == Ability.Answer.NOT_OFFERED ? "not offered" : "n " + ability.judged(),
                Optional.of(sign(ability.answer())));
    }

    static Claim declared(String name, String what) {
        return new Claim(name, what, Optional.empty());
    }

    /** As the list on the page says it. */
    static String name(Ability.Claim claim) {
        return switch (claim) {
            case IN_SIMULATION -> "Works in simulation";
            case ON_A_REAL_ROBOT -> "Works on a real robot";
            case BY_JUDGED_WORDS -> "Does what is asked in words a judge knows";
            case BY_ANY_WORDS -> "Does what is asked in any words";
            case BY_A_GOAL_PICTURE -> "Works from a goal picture";
            case BY_YOUR_OWN_RECORDINGS -> "Learns from your own recordings";
        };
    }

    static Sign sign(Ability.Answer answer) {
        return switch (answer) {
            case YES -> new Sign(Glyph.CHECK, "Yes", Tone.OK);
            case SOMETIMES -> new Sign(Glyph.HALF, "Sometimes", Tone.WARN);
            case MOSTLY_NOT -> new Sign(Glyph.CROSS, "Mostly not", Tone.BAD);
            case TOO_FEW_TRIES -> new Sign(Glyph.HIDDEN, "Too few tries", Tone.UNKNOWN);
            case NOT_TRIED -> new Sign(Glyph.HIDDEN, "Not tried", Tone.UNKNOWN);
            case NOT_OFFERED -> new Sign(Glyph.CROSS, "No", Tone.PLAIN);
        };
    }
}
