package dev.parley.gateway.telemetry;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import java.util.List;

/**
 * What telemetry knows of a running episode.
 *
 * @param stateNames names of the first numbers of every step's state
 */
record LiveEpisode(EpisodeId id, Fence fence, int maxSteps, List<String> stateNames) {}
