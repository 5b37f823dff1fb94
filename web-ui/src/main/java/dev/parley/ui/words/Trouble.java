package dev.parley.ui.words;

import dev.parley.core.problem.ErrorKind;
import dev.parley.core.problem.ParleyException;

/** An error as its reader should hear it: what happened, and what is so now. */
public final class Trouble {
    private Trouble() {}

    /** The platform's own sentence where it has one; otherwise only what is certain. */
    public static String sentence(Throwable failure) {
        if (failure instanceof ParleyException known && known.code().kind() != ErrorKind.INTERNAL) {
            return known.detail();
        }
        return "The server could not do this just now. Nothing was changed; try again in a moment.";
    }
}
