package dev.parley.core.study;

/**
 * One episode of each of two policies from the same start.
 *
 * @param number its place in the study, from 0, in the order in which they were drawn
 * @param one place of a policy in the plan, lower than {@code other}
 * @param otherIsFirst in which order the two run, drawn by lot
 * @param propensity with which chance just these two were drawn
 * @param oneDone whether the one did it; false until judged
 */
public record StudyBlock(
        int number,
        int one,
        int other,
        boolean otherIsFirst,
        double propensity,
        State state,
        boolean oneDone,
        boolean otherDone) {

    /** What became of it. */
    public enum State {
        /** One of its episodes has no label yet. */
        OPEN,
        /** Both have one. */
        JUDGED,
        /** One of its episodes ended without a result: it counts nowhere, whatever came of the other. */
        VOID
    }

    /** Item numbers of the one and of the other. */
    int item(boolean ofOther) {
        return 2 * number + (ofOther == otherIsFirst ? 0 : 1);
    }
}
