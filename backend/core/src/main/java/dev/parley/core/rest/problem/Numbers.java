package dev.parley.core.rest.problem;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;

/** Numbers in query strings. */
public final class Numbers {
    private Numbers() {}

    /** @throws ParleyException BODY_MALFORMED, naming the parameter and its range */
    public static int between(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw new ParleyException(
                ErrorCode.BODY_MALFORMED, "%s is a whole number from %d to %d.".formatted(name, least, most));
    }
}
