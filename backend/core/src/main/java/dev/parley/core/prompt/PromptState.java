package dev.parley.core.prompt;

/** SUBMITTED → REJECTED* (moderation) or QUEUED; COMPLETED* when all its turns are terminal; WITHDRAWN*. */
public enum PromptState {
    SUBMITTED,
    REJECTED,
    QUEUED,
    COMPLETED,
    WITHDRAWN;

    public boolean terminal() {
        return this == REJECTED || this == COMPLETED || this == WITHDRAWN;
    }
}
