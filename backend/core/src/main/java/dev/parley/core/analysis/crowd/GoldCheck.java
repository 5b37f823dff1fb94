package dev.parley.core.analysis.crowd;

/**
 * Whether a rater can be trusted, by questions whose answer a researcher gave before: a sequential test of being right
 * 85 % against 55 % of the time (Wald 1945), wrongly trusting one guesser in a hundred and wrongly shutting out one
 * good rater in twenty. Who is shut out keeps their labels, which count nothing. Immutable.
 *
 * @param right answers
 * @param wrong answers
 * @param ratio logarithm of how much more likely all this is from a good rater
 * @param state what came of it; the first verdict stays
 */
public record GoldCheck(int right, int wrong, double ratio, State state) {
    /** Share of questions that are gold, shown as any other. */
    public static final double SHARE = 0.1;

    static final double GUESSING = 0.55;
    static final double GOOD = 0.85;
    static final double TRUSTS_GUESSER = 0.01;
    static final double SHUTS_OUT_GOOD = 0.05;
    static final double UPPER = Math.log((1 - SHUTS_OUT_GOOD) / TRUSTS_GUESSER);
    static final double LOWER = Math.log(SHUTS_OUT_GOOD / (1 - TRUSTS_GUESSER));
    static final double OF_RIGHT = Math.log(GOOD / GUESSING);
    static final double OF_WRONG = Math.log((1 - GOOD) / (1 - GUESSING));

    /** What a rater's labels are worth. */
    public enum State {
        OPEN,
        TRUSTED,
        SHUT_OUT
    }

    /** Of somebody who has answered nothing. */
    public static GoldCheck begin() {
        return new GoldCheck(0, 0, 0, State.OPEN);
    }

    /** One more answer. */
    public GoldCheck answered(boolean rightly) {
        double next = ratio + (rightly ? OF_RIGHT : OF_WRONG);
        State then = state;
        if (then == State.OPEN) {
            then = next >= UPPER ? State.TRUSTED : next <= LOWER ? State.SHUT_OUT : State.OPEN;
        }
        return new GoldCheck(right + (rightly ? 1 : 0), wrong + (rightly ? 0 : 1), next, then);
    }
}
