package dev.parley.core.instead;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.prompt.WaitEstimates;
import java.util.List;
import java.util.Optional;

/**
 * What can be done instead of waiting too long, each list best first and possibly empty.
 *
 * @param alike asks in line that want the like and may be followed
 * @param free scenes in simulation in which an ask would begin soon
 * @param unjudged clips that nobody has judged yet
 */
public record Instead(List<Alike> alike, List<Free> free, List<Clip> unjudged) {
    /** @param people everybody who waits for it */
    public record Alike(PromptId prompt, String instruction, String sceneId, int people) {}

    /** @param expected what somebody who asks there now would meet */
    public record Free(String sceneId, String title, String policyName, WaitEstimates.Wait expected) {}

    /** @param instruction empty where it was asked with a picture alone */
    public record Clip(EpisodeId episode, Optional<String> instruction) {}
}
