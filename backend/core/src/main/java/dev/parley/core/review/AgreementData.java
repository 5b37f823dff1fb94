package dev.parley.core.review;

import dev.parley.core.analysis.interval.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far raters agree, in what each said before seeing the others.
 *
 * @param tasks what was asked for, each by itself, as far as two judged some clips of it; those with the least agreement first
 */
public record AgreementData(Alpha all, List<OfTask> tasks) {
    public AgreementData {
        tasks = List.copyOf(tasks);
    }

    /**
     * Krippendorff's alpha over not done, partly and done.
     *
     * @param ordinal empty: too little was said, or always the same
     * @param interval 95 %, from clips drawn again
     * @param nominal every difference as large as any other
     * @param clips that two raters at least judged
     */
    public record Alpha(
            OptionalDouble ordinal, Optional<Interval> interval, OptionalDouble nominal, int raters, int clips) {}

    /** @param reading what counts as done there */
    public record OfTask(String sceneId, String reading, Alpha alpha) {}
}
