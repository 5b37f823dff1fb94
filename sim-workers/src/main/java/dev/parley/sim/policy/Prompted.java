package dev.parley.sim.policy;

import java.util.Optional;

/**
 * What a person asks a policy for: words, a picture of the wanted end state, or both.
 *
 * @param words verbatim; empty where only a picture was given
 * @param picture of the wanted end state
 */
public record Prompted(String words, Optional<GoalPicture> picture) {

    /** Words alone. */
    public static Prompted words(String words) {
        return new Prompted(words, Optional.empty());
    }

    /** A picture alone. */
    public static Prompted picture(GoalPicture picture) {
        return new Prompted("", Optional.of(picture));
    }

    /** Whether anything was said beside a picture. */
    public boolean hasWords() {
        return !words.isBlank();
    }
}
