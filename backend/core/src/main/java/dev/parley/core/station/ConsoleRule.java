package dev.parley.core.station;

/** What a person has to do at a station's console before and after each episode. */
public enum ConsoleRule {
    /** An operator reads each ask and approves it, confirms its start, and marks the reset. */
    READ_EACH,
    /** The same, but asks are not read first. */
    START_EACH,
    /** Nothing: asks go to the station at once. */
    NONE
}
