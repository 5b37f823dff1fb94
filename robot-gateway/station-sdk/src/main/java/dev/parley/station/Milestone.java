package dev.parley.station;

/** Points on an episode's way at which what is on disk changes its meaning. */
public enum Milestone {
    /** The Start was taken, its folder is on disk; nothing says yet that anything moves. */
    STARTED,
    /** The at-most-once journal has the episode; nothing has moved. */
    JOURNALLED,
    /** The body has returned; nothing of its end is on disk. */
    BODY_ENDED,
    /** The report is on disk; the platform has not heard it. */
    REPORT_KEPT,
    /** The report has left; the platform has not acknowledged it. */
    REPORT_SENT
}
