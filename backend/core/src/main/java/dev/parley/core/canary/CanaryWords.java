package dev.parley.core.canary;

import java.util.Locale;

/** What a canary says, in sentences for a lab. */
public final class CanaryWords {
    private CanaryWords() {}

    /** One sentence or two. */
    public static String verdict(Canaries.Course course) {
        CanaryDrift drift = course.drift();
        return switch (drift.verdict()) {
            case LEARNING ->
                "Learning what is usual: %d of %d days are in.".formatted(drift.baselineDays(), course.baselineDays());
            case AS_USUAL ->
                "As usual. In its first %d days it was done %s.".formatted(drift.baselineDays(), rate(drift));
            case WORSE -> worse(course.canary(), drift);
            case TOO_HARD ->
                "It was never done in its first %d days, so nothing can be worse. Choose something that mostly works."
                        .formatted(drift.baselineDays());
        };
    }

    static String worse(CanaryData canary, CanaryDrift drift) {
        return "Worse than in its first %d days, when it was done %s; by %s chance no longer explained it. “%s” by %s."
                .formatted(
                        drift.baselineDays(),
                        rate(drift),
                        drift.since().orElseThrow(),
                        shortened(canary.plan().instruction()),
                        canary.plan().policyName());
    }

    private static String rate(CanaryDrift drift) {
        return "%d of %d times (%s%%)"
                .formatted(
                        drift.baseline().successes(),
                        drift.baseline().episodes(),
                        String.format(
                                Locale.ROOT, "%.0f", 100 * drift.baseline().rate()));
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 119) + "…";
    }
}
