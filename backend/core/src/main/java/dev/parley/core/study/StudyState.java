package dev.parley.core.study;

/** A study's life: RUNNING → COMPLETED* | WITHDRAWN*. */
public enum StudyState {
    RUNNING,
    COMPLETED,
    WITHDRAWN
}
