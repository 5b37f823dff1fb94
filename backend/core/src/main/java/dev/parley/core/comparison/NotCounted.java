package dev.parley.core.comparison;

import java.util.Optional;

/** Why a vote is in no statistic. */
public enum NotCounted {
    CHOSEN_POLICIES("The two policies were chosen by whoever asked, not drawn, so its votes enter no ranking."),
    KNOWN_START("The start was known before, and whoever knows it can find out which policy is which."),
    AFTER_REVEAL("Voting was over by then, and everybody may know which policy is which."),
    OWN_POLICY("One of the two is a policy of your own lab or your own, and such votes enter no ranking."),
    /** Follows from the two policies, and so is never written with a vote. */
    TOLD_POLICY("One of the two is told where things are, which no camera shows, so votes on it enter no ranking.");

    private final String sentence;

    NotCounted(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong with any vote on such a comparison. */
    static Optional<NotCounted> of(DrawnBy drawnBy, boolean knownStart) {
        if (knownStart) {
            return Optional.of(KNOWN_START);
        }
        return drawnBy == DrawnBy.ASKER ? Optional.of(CHOSEN_POLICIES) : Optional.empty();
    }

    /** What is wrong with one person's vote on it, the gravest first: a known start counts in nothing, a chosen pair in a board of its own. */
    static Optional<NotCounted> of(DrawnBy drawnBy, boolean knownStart, boolean own) {
        return own && !knownStart ? Optional.of(OWN_POLICY) : of(drawnBy, knownStart);
    }

    public String sentence() {
        return sentence;
    }
}
