package dev.parley.core.family;

import java.util.regex.Pattern;

/**
 * Which family: a digest of what it is about, so that the same family has the same address on every installation and for ever.
 *
 * @param text 16 hexadecimal digits
 */
public record FamilyId(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");
    private static final int DIGITS = 16;

    public FamilyId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("the id of a family has 16 hexadecimal digits");
        }
    }

    /** Of everything that a scene's judge reads as this task. */
    public static FamilyId ofTask(String sceneId, String taskId) {
        return of("task", sceneId, taskId);
    }

    /** Of words that no judge knows, and what is like them. */
    static FamilyId ofWords(String sceneId, String plainWords) {
        return of("words", sceneId, plainWords);
    }

    private static FamilyId of(String kind, String sceneId, String content) {
        return new FamilyId(Digests.sha256(kind, sceneId, content).substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return text;
    }
}
