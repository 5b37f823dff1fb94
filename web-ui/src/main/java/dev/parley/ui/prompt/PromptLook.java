package dev.parley.ui.prompt;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import java.util.List;
import java.util.Optional;

/**
 * One look at a prompt.
 *
 * @param sceneTitle the scene's name for people, and what kind of thing runs it, while its turn waits; else its id
 * @param place present while its turn waits
 * @param line every waiting turn in order that may go to the same kind of body, present while its turn waits
 * @param running what holds stations now that may run it, as far as its wish for a body goes; present while its turn waits
 */
record PromptLook(
        PromptData prompt, String sceneTitle, Optional<Wait> place, List<TurnData> line, List<EpisodeData> running) {
    /** The turn that matters now: the first that is open, else the last. */
    Optional<TurnData> turn() {
        return prompt.turns().stream()
                .filter(turn -> !turn.state().terminal())
                .findFirst()
                .or(() -> prompt.turns().isEmpty()
                        ? Optional.empty()
                        : Optional.of(prompt.turns().getLast()));
    }

    /**
     * The newest attempt. A lost one is none any more once its turn is on a station again, though the next has not begun; one
     * that ended otherwise stays, also in the moment before its turn has ended too.
     */
    Optional<EpisodeData> episode() {
        boolean onStation =
                turn().filter(now -> now.state() == TurnState.ASSIGNED).isPresent();
        return prompt.episodes().isEmpty()
                ? Optional.empty()
                : Optional.of(prompt.episodes().getLast())
                        .filter(newest -> newest.state() != EpisodeState.LOST || !onStation);
    }
}
