package dev.parley.core.episode;

import java.util.OptionalDouble;

/**
 * One judge's result of one episode.
 *
 * @param judge {@code scene}, {@code prompter}, {@code crowd} or {@code researcher}
 * @param progress 0 to 1, where the judge gives one
 */
public record Outcome(String judge, Result result, OptionalDouble progress) {
    /** What was achieved, as opposed to how the episode ended. */
    public enum Result {
        SUCCESS,
        PARTIAL,
        FAILURE,
        NOT_SCORED
    }
}
