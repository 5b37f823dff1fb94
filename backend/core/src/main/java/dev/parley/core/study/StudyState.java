package dev.parley.core.study;

/** A study's life: RUNNING → COMPLETED* | DECIDED* | WITHDRAWN*. */
public enum StudyState {
    RUNNING,
    /** All of it ran. */
    COMPLETED,
    /** The evidence said who is better before all of it had to run. */
    DECIDED,
    WITHDRAWN
}
