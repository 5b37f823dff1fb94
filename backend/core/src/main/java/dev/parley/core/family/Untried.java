package dev.parley.core.family;

/**
 * A task of a scene that nobody has asked for.
 *
 * @param words that ask for it, as its scene says them
 */
public record Untried(String sceneId, String taskId, String words, String reading) {}
