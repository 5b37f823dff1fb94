package dev.parley.core.console;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PersonId;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands at a station's console now. It names no policy and no episode: what is blind stays so here too.
 *
 * @param shift who stands by; empty: nobody
 * @param asks what is proposed, offered or running, and what ended and waits for its reset; oldest first
 * @param last what ended here last and was reset; empty: nothing yet
 * @param stops measured from sending a stop to the station's standing still, newest first, at most a hundred
 */
public record ConsoleState(
        StationData station, Optional<Shift> shift, List<Ask> asks, Optional<Ask> last, List<Stop> stops) {

    /** Somebody who stands by. */
    public record Shift(PersonId person, String name, Instant since, Instant until) {}

    /**
     * Somebody stood by, or still does.
     *
     * @param why it ended, half a sentence
     */
    public record Stood(String name, Instant since, Optional<Instant> ended, Optional<String> why) {}

    /** Where an ask stands at the console. */
    public enum Step {
        /** A person is to read and approve it, or to refuse it. */
        READ,
        /** A person is to confirm its start. */
        START,
        /** Its start is confirmed and the station answers. */
        STARTING,
        RUNNING,
        /** It ended; the table is to be reset. */
        RESET,
        DONE
    }

    /**
     * One ask.
     *
     * @param id what the console calls it
     * @param asked empty: a goal picture without words
     * @param second whether it is the second of a comparison
     * @param limit the longest that it runs
     * @param answerBy until when somebody is to answer, while somebody is
     * @param reset by whom and when the table was reset
     * @param verdict of the operator
     * @param live the address of its live picture; empty while there is none and for a sealed one
     */
    public record Ask(
            UUID id,
            Step step,
            Optional<String> asked,
            Optional<GoalImageId> goalImage,
            String sceneId,
            boolean comparison,
            boolean second,
            Duration limit,
            Instant since,
            Optional<Instant> answerBy,
            Optional<By> approved,
            Optional<By> started,
            Optional<By> takenOver,
            Optional<By> reset,
            Optional<EpisodeState> state,
            Optional<Instant> runningSince,
            Optional<Instant> endedAt,
            Optional<String> endReason,
            Optional<Outcome.Result> verdict,
            Optional<String> live) {}

    /** Who did something, and when. */
    public record By(String name, Instant at) {}

    /**
     * One measured stop.
     *
     * @param received from sending it to the station's acknowledgement
     * @param still from there to standing still
     */
    public record Stop(Instant at, Duration received, Optional<Duration> still) {}
}
