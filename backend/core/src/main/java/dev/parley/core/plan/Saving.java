package dev.parley.core.plan;

import dev.parley.core.analysis.plan.TwoPolicies;
import java.util.List;
import java.util.Optional;

/**
 * What the study's rules save against designs with a fixed number of episodes that are wrong as seldom, in studies that
 * were played.
 *
 * @param plays how many were played with each rule
 * @param right share in which the fixed design named the best policy after its last episode
 * @param rightError standard error of that
 * @param fixed episodes of the fixed design
 * @param study episodes after which the study's rule is right as often from then on; all of them where that never is
 * @param studyLow the same had the fixed design been right as seldom as it may be at 95 %, {@code studyHigh} as often
 * @param curve how often each rule names the best, after so many episodes
 * @param stopping the best two alone, in a study that stops when it is decided; empty where they are so alike that no plan
 *     would be made for it
 */
public record Saving(
        int plays,
        double right,
        double rightError,
        int fixed,
        int study,
        int studyLow,
        int studyHigh,
        List<Point> curve,
        Optional<Stopping> stopping) {

    /** How often the best was named after so many episodes. */
    public record Point(int episodes, double fixed, double study) {}

    /**
     * Two policies, stopped when it is decided.
     *
     * @param most blocks that were planned
     * @param found what was found
     */
    public record Stopping(int first, int second, int most, TwoPolicies found) {}

    /** Part of the episodes that the choice of whom to try saves, 0 to 1. */
    public double share() {
        return 1 - (double) study / fixed;
    }

    public double shareLow() {
        return 1 - (double) studyHigh / fixed;
    }

    public double shareHigh() {
        return 1 - (double) studyLow / fixed;
    }
}
