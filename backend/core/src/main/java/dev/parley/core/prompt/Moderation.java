package dev.parley.core.prompt;

import dev.parley.core.goalimage.PictureState;
import java.util.Optional;

/**
 * Port: whether a prompt may be asked in public. The first stage, by rules and within microseconds, before anything is
 * stored; what it lets in the second stage looks at again, by likeness, and a person where that cannot tell.
 */
public interface Moderation {
    /** Why these words are refused; empty when they are not. Never blocks, keeps nothing. */
    Optional<Rejection> judge(String words);

    /**
     * Where a prompt begins that these rules let in.
     *
     * @param words whether it has any
     * @param picture what is known of its picture
     * @return PENDING where the second stage or a person has to look at it, else PASSED
     */
    Screening first(boolean words, Optional<PictureState> picture);
}
