package dev.parley.core.comparison;

/** Whose choice the two policies were. */
public enum DrawnBy {
    /** Drawn with known propensities: such comparisons enter rankings. */
    PLATFORM,
    /** Named by the asker: a stratum of its own, which enters none. */
    ASKER
}
