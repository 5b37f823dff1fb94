package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;

/**
 * How one version did in one task.
 *
 * @param taskId empty where a picture said what was wanted
 * @param counts of episodes that count: judged, or ended by the policy's own doing, which is not done
 * @param unjudged that ended properly and this judge said nothing of
 * @param censored that ended for causes outside of the policy: they count neither way
 */
public record Tally(Version version, String sceneId, String taskId, Counts counts, int unjudged, int censored) {}
