package dev.parley.core.episode;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What to list.
 *
 * @param text words that the instruction must contain, case-insensitively; empty for all
 * @param before exclusive upper bound of creation time, for paging
 * @param limit 1 to 100
 */
public record EpisodeSearch(
        Optional<String> text,
        Set<EpisodeState> states,
        Optional<String> sceneId,
        Optional<String> policyName,
        Optional<Outcome.Result> sceneResult,
        Optional<Instant> before,
        int limit) {
    public EpisodeSearch {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit must be 1 to 100, not " + limit);
        }
    }
}
