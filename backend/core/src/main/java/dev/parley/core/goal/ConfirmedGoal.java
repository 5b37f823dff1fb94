package dev.parley.core.goal;

/**
 * What a goal picture means, as its asker confirmed it; never changed afterwards.
 *
 * @param sceneId the scene that it shows
 * @param seed of the start that it was arranged from, unsigned
 * @param reading the statement in words, without a full stop
 */
public record ConfirmedGoal(String sceneId, long seed, GoalStatement statement, String reading) {}
