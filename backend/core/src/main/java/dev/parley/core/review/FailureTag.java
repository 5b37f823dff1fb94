package dev.parley.core.review;

import java.util.Locale;

/** What went wrong, in the same few words for everybody, so that it can be counted. */
public enum FailureTag {
    TOUCHED_SOMETHING_ELSE,
    WRONG_OBJECT,
    DROPPED_IT,
    STOPPED_EARLY,
    UNSAFE_CONTACT;

    /** As sent and answered: {@code wrong-object}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
