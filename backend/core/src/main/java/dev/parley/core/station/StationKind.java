package dev.parley.core.station;

/** What a station is made of. Said in the first line of every page that shows one. */
public enum StationKind {
    SIMULATOR,
    REAL_ROBOT
}
