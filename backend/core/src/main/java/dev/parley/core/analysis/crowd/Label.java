package dev.parley.core.analysis.crowd;

import java.util.List;

/**
 * What one rater said of one item.
 *
 * @param item number of the episode, from 0
 * @param rater number, from 0
 * @param label number of the class, from 0; of two, 1 is success
 */
public record Label(int item, int rater, int label) {
    public Label {
        if (item < 0 || rater < 0 || label < 0) {
            throw new IllegalArgumentException("numbers begin at 0: " + item + ", " + rater + ", " + label);
        }
    }

    /** @throws IllegalArgumentException where a label is neither 0 nor 1 */
    static void checkTwoClasses(List<Label> labels) {
        for (Label label : labels) {
            if (label.label() > 1) {
                throw new IllegalArgumentException("label " + label.label() + " is neither 0 nor 1");
            }
        }
    }
}
