package dev.parley.core.review;

import dev.parley.contracts.EpisodeId;
import java.time.Instant;

/**
 * A question whose answer is known.
 *
 * @param result DONE or NOT_DONE
 * @param by how whoever set it is called now
 * @param retired whether it is asked no more
 */
public record GoldQuestion(
        EpisodeId episode, ReviewResult result, String by, Instant at, boolean retired, int asked, int right) {}
