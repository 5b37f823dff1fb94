package dev.parley.ui.words;

import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import java.util.Optional;

/** How an episode stands, how it ended and what it achieved: the last two are never merged. */
public final class EpisodeWords {
    private EpisodeWords() {}

    /** Lifecycle: where it is, or how it ended. */
    public static Sign sign(EpisodeState state) {
        return switch (state) {
            case CREATED -> new Sign(Glyph.RING, "Starting", Tone.ACCENT);
            case RESETTING -> new Sign(Glyph.RING, "Setting the scene", Tone.ACCENT);
            case READY -> new Sign(Glyph.RING, "Ready", Tone.ACCENT);
            case RUNNING -> new Sign(Glyph.RUNNING, "Running", Tone.ACCENT);
            case HOLDING -> new Sign(Glyph.BARS, "Holding", Tone.WARN);
            case FINALIZING -> new Sign(Glyph.RING, "Saving", Tone.ACCENT);
            case TERMINATED -> new Sign(Glyph.FLAG, "Ended by itself", Tone.PLAIN);
            case TRUNCATED -> new Sign(Glyph.CLOCK, "Out of time", Tone.PLAIN);
            case ABORTED -> new Sign(Glyph.OCTAGON, "Aborted", Tone.WARN);
            case LOST -> new Sign(Glyph.BROKEN_LINK, "Lost", Tone.UNKNOWN);
        };
    }

    /**
     * The same for whoever has not voted yet: a scene ends an episode early when its judge is content, so that "by itself" or
     * "out of time" would tell what the judge found.
     */
    public static Sign openSign(EpisodeState state) {
        return endedByTheScene(state) ? new Sign(Glyph.FLAG, "Ended", Tone.PLAIN) : sign(state);
    }

    /** One sentence for whoever watches and has not voted. */
    public static String openSentence(EpisodeState state, String station) {
        return endedByTheScene(state) ? "It has ended." : sentence(state, station);
    }

    private static boolean endedByTheScene(EpisodeState state) {
        return state == EpisodeState.TERMINATED || state == EpisodeState.TRUNCATED;
    }

    /** One sentence for whoever watches. */
    public static String sentence(EpisodeState state, String station) {
        return switch (state) {
            case CREATED -> "It is starting on " + station + " now.";
            case RESETTING -> station + " is setting the scene.";
            case READY -> "The scene is set. It starts in a moment.";
            case RUNNING -> "It is running on " + station + " now.";
            case HOLDING -> station + " holds still until contact is steady again.";
            case FINALIZING -> "It ended. " + station + " is sending the recording.";
            case TERMINATED -> "It ended by itself.";
            case TRUNCATED -> "It ran out of time.";
            case ABORTED -> "It was stopped before its end.";
            case LOST -> "We lost contact with " + station + ".";
        };
    }

    /** Why it ended, and what that means for the policy. */
    public static String sentence(EndReason reason) {
        return switch (reason) {
            case TASK_DONE -> "It ended by itself.";
            case STEP_LIMIT -> "It used all of its steps.";
            case TIME_LIMIT -> "It used all of its time.";
            case POLICY_FAULT -> "The policy sent a command that no station can carry out. This counts as not done.";
            case ENVELOPE -> "The policy asked for a motion outside the station’s limits. This counts as not done.";
            case STATION_FAULT -> "The station had a fault. This try does not count for or against the policy.";
            case PLATFORM_FAULT -> "Parley had a fault. This try does not count for or against the policy.";
            case CONTACT_LOST -> "We lost contact with the station. This try does not count for or against the policy.";
            case STOPPED_BY_ASKER ->
                "The person who asked stopped it. This try does not count for or against the policy.";
            case STOPPED_BY_STAFF ->
                "A person on the staff stopped it. This try does not count for or against the policy.";
            case TAKEN_OVER ->
                "A person at the station went on by hand. This try does not count for or against the policy.";
        };
    }

    /** What was achieved. */
    public static Sign sign(Outcome.Result result) {
        return switch (result) {
            case SUCCESS -> new Sign(Glyph.CHECK, "Done", Tone.OK);
            case PARTIAL -> new Sign(Glyph.HALF, "Partly", Tone.WARN);
            case FAILURE -> new Sign(Glyph.CROSS, "Not done", Tone.BAD);
            case NOT_SCORED -> new Sign(Glyph.HIDDEN, "Not judged", Tone.UNKNOWN);
        };
    }

    /** The outcome while nobody may see it yet. */
    public static Sign hiddenOutcome() {
        return new Sign(Glyph.HIDDEN, "Hidden until you vote", Tone.UNKNOWN);
    }

    /** What the scene's own judge found; NOT_SCORED where it said nothing, and where a person had a hand in it. */
    public static Outcome.Result sceneResult(EpisodeData episode) {
        return episode.endReason().equals(Optional.of(EndReason.TAKEN_OVER))
                ? Outcome.Result.NOT_SCORED
                : result(episode, "scene").orElse(Outcome.Result.NOT_SCORED);
    }

    /** What the person found who stood beside the robot; empty where nobody did or said. */
    public static Optional<Outcome.Result> operatorResult(EpisodeData episode) {
        return result(episode, "operator");
    }

    /** What reviewers found who did not know whose it is; empty before they agree or one of them has decided. */
    public static Optional<Outcome.Result> reviewersResult(EpisodeData episode) {
        return result(episode, "researcher");
    }

    private static Optional<Outcome.Result> result(EpisodeData episode, String judge) {
        return episode.outcomes().stream()
                .filter(outcome -> outcome.judge().equals(judge))
                .map(Outcome::result)
                .findFirst();
    }

    /** Whether the end says nothing about the policy. */
    public static boolean censored(EpisodeData episode) {
        return episode.endReason()
                .map(reason -> reason.cause() == EndReason.Cause.CENSORED)
                .orElse(false);
    }

    /** Asked in words that the policy, by its own measure, was never trained on. */
    public static Sign unfamiliar() {
        return new Sign(Glyph.SAY, "Unfamiliar words", Tone.NOTE);
    }

    /** What was asked, in quotes; a goal picture has no words. */
    public static String asked(EpisodeData episode) {
        return episode.instruction().map(text -> "“" + text + "”").orElse("A goal picture");
    }

    /** Why this is not the first attempt. */
    public static String attempt(int number) {
        return "This is attempt " + number + ": contact with the station was lost during the one before, which does not"
                + " count for or against the policy.";
    }
}
