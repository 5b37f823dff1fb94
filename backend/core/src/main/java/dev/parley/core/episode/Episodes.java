package dev.parley.core.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.core.detector.DetectorGuess;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Episodes. Every change is a compare-and-set on the fence and the transition table, with its event. */
public interface Episodes {
    Uni<Optional<EpisodeData>> find(EpisodeId id);

    /** Attempts of one prompt, oldest first. */
    Uni<List<EpisodeData>> ofPrompt(PromptId prompt);

    /** Newest first; for Explore and for "running now". */
    Uni<List<EpisodeData>> search(EpisodeSearch search);

    /**
     * Takes over what a station reported.
     *
     * @return the episode after the change; unchanged when this sequence was seen before
     * @throws dev.parley.core.problem.ParleyException STALE_FENCE, or STATE_CONFLICT for a transition the table forbids
     */
    Uni<EpisodeData> advance(EpisodeId id, Fence fence, long sequence, Report report);

    /** Records an artifact that is completely and durably stored (recordings are those ending in {@code .mp4}). */
    Uni<Void> attach(EpisodeId id, Fence fence, String artifactName, String contentType, String sha256, long sizeBytes);

    /** Names of the artifacts that are recorded for an episode. */
    Uni<List<String>> attached(EpisodeId id);

    /** Whether some episode ran under this goal image, which makes it part of a public record. */
    Uni<Boolean> ranUnder(GoalImageId image);

    /** Recent durations for wait estimates: reset plus run plus finalising, newest first. Sealed ones are left out. */
    Uni<List<Duration>> durations(StationId station, String sceneId, int atMost);

    /**
     * What a station says about one episode. Empty fields leave what is known.
     *
     * @param finalObjectsJson where everything lay at the end that can be moved: a JSON array of placements
     */
    record Report(
            EpisodeState state,
            Optional<EndReason> endReason,
            Optional<String> detail,
            OptionalInt steps,
            Optional<Duration> resetTime,
            Optional<String> conditionsJson,
            Optional<String> executionProfile,
            Optional<Outcome> judgement,
            Optional<DetectorGuess> guess,
            Optional<Familiarity> familiarity,
            Optional<String> finalObjectsJson) {

        /** Of a station that asks no detector, and a policy that cannot tell what it knows. */
        public Report(
                EpisodeState state,
                Optional<EndReason> endReason,
                Optional<String> detail,
                OptionalInt steps,
                Optional<Duration> resetTime,
                Optional<String> conditionsJson,
                Optional<String> executionProfile,
                Optional<Outcome> judgement) {
            this(
                    state,
                    endReason,
                    detail,
                    steps,
                    resetTime,
                    conditionsJson,
                    executionProfile,
                    judgement,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
