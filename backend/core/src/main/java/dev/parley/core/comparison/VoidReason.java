package dev.parley.core.comparison;

/** Why there is nothing to compare. */
public enum VoidReason {
    TAKEN_BACK("Whoever asked for it took it back."),
    REFUSED("Moderation refused it."),
    EXPIRED("No station was free for it in time."),
    BROKEN_OFF(
            "One of the two runs was broken off by something that says nothing about the policies, so neither counts."),
    NOT_RECORDED("A recording of one of the two runs never arrived, so nobody can compare them.");

    private final String sentence;

    VoidReason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
