package dev.parley.core.family;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Prompts that ask for the same thing in one scene.
 *
 * @param taskId what the scene's judge looks for; empty where no judge knows the words and likeness gathered them, and then
 *     people's votes judge
 * @param words as it was first asked
 * @param asked how many prompts
 * @param phrasings in how many ways
 * @param tries how they ended, by policy version and kind of body
 */
public record FamilyData(
        FamilyId id,
        String sceneId,
        Optional<String> taskId,
        String words,
        int asked,
        int phrasings,
        Instant lastAsked,
        List<Tries> tries) {
    /** Whose judgement counts: {@code scene} or {@code crowd}. */
    public String judge() {
        return taskId.isPresent() ? "scene" : "crowd";
    }
}
