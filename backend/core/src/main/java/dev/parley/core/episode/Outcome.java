package dev.parley.core.episode;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One judge's result of one episode.
 *
 * @param judge {@code scene}, {@code prompter}, {@code crowd} or {@code researcher}
 * @param progress 0 to 1, where the judge gives one
 * @param votes how many people stand behind it, for the crowd
 */
public record Outcome(String judge, Result result, OptionalDouble progress, OptionalInt votes) {
    public Outcome(String judge, Result result, OptionalDouble progress) {
        this(judge, result, progress, OptionalInt.empty());
    }

    /** What was achieved, as opposed to how the episode ended. */
    public enum Result {
        SUCCESS,
        PARTIAL,
        FAILURE,
        NOT_SCORED
    }
}
