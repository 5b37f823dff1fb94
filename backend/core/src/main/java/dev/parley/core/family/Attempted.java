package dev.parley.core.family;

import java.util.Optional;

/**
 * How one policy version did with one family, on one kind of body.
 *
 * @param words of the family, as it was first asked
 */
public record Attempted(FamilyId family, String sceneId, Optional<String> taskId, String words, Tries tries) {}
