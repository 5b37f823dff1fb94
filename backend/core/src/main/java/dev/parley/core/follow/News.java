package dev.parley.core.follow;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.station.WantedBody;
import java.util.Optional;

/** Something that a person wants to be told, as it stands now. */
public sealed interface News {
    /** Of a prompt that they asked or follow. */
    record OfPrompt(
            PromptId prompt, Optional<String> instruction, boolean own, Stage stage, Optional<EpisodeId> episode)
            implements News {}

    /**
     * Of a line that they were turned away at.
     *
     * @param open whether they would be let in now
     * @param instruction the words that were turned away
     * @param wantedBody by which they wished it to be run
     */
    record OfLine(
            String sceneId,
            String policyName,
            Optional<String> instruction,
            Optional<GoalImageId> goalImage,
            Optional<WantedBody> wantedBody,
            boolean open)
            implements News {}

    /** How far a prompt is. */
    enum Stage {
        WAITING,
        RUNNING,
        /** However it ended; also without an episode. */
        ENDED
    }
}
