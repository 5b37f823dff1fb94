package dev.parley.core.station;

/** Which policy versions a station may run, of those that it announces. */
public enum PolicyRule {
    /** Those that its lab has approved for it. */
    APPROVED,
    ANY
}
