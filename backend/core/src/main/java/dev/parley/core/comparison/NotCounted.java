package dev.parley.core.comparison;

/** Why a vote is in no statistic. */
public enum NotCounted {
    CHOSEN_POLICIES("The two policies were chosen by whoever asked, not drawn, so its votes enter no ranking."),
    AFTER_REVEAL("Which policy is which had been shown to everybody by then."),
    OWN_POLICY("A lab’s votes on its own policies enter no ranking.");

    private final String sentence;

    NotCounted(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
