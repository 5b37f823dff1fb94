package dev.parley.core.prompt;

/**
 * SUBMITTED → REJECTED* (moderation) or QUEUED; COMPLETED* when all its turns are terminal; WITHDRAWN*. From any of these
 * ERASED*: all of it was taken back, and what is left says that and when.
 */
public enum PromptState {
    SUBMITTED,
    REJECTED,
    QUEUED,
    COMPLETED,
    WITHDRAWN,
    ERASED;

    public boolean terminal() {
        return this == REJECTED || this == COMPLETED || this == WITHDRAWN || this == ERASED;
    }
}
