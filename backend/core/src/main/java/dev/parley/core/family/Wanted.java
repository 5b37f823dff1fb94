package dev.parley.core.family;

import java.util.Optional;

/**
 * What is looked for.
 *
 * @param text in anybody's own words; at most {@value #LONGEST} characters, not blank
 * @param sceneId only there
 */
public record Wanted(String text, Optional<String> sceneId) {
    public static final int LONGEST = 200;

    public Wanted {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("what is looked for has 1 to " + LONGEST + " characters");
        }
    }

    /** For a sentence of any length: as much of it as counts here. */
    public static Wanted like(String sentence, Optional<String> sceneId) {
        return new Wanted(sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence, sceneId);
    }
}
