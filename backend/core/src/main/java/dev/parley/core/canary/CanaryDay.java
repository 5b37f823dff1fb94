package dev.parley.core.canary;

import dev.parley.contracts.EpisodeId;
import java.time.LocalDate;
import java.util.List;

/**
 * What one day's tries came to.
 *
 * @param done by the scene's judge, or by the operator where that one does not judge
 * @param failed judged otherwise, or ended by the policy
 * @param leftOut ended by a cause that is not the policy's, or by a person
 * @param unjudged ended, and nobody has said what was achieved
 * @param open wait or run still
 * @param notRun never came to run that day
 * @param episodes in the order of the seeds
 */
public record CanaryDay(
        LocalDate day,
        int done,
        int failed,
        int leftOut,
        int unjudged,
        int open,
        int notRun,
        List<EpisodeId> episodes) {
    public CanaryDay {
        episodes = List.copyOf(episodes);
    }

    public int judged() {
        return done + failed;
    }

    /** Whether nothing more comes. */
    boolean whole() {
        return open == 0;
    }
}
