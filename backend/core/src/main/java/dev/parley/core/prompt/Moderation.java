package dev.parley.core.prompt;

import java.util.Optional;

/**
 * Port: whether a prompt may be asked in public. The first stage, by rules and within microseconds, before anything is
 * stored; prompts for real robots will also need a person's approval.
 */
public interface Moderation {
    /** Why these words are refused; empty when they are not. Never blocks, keeps nothing. */
    Optional<Rejection> judge(String instruction);
}
