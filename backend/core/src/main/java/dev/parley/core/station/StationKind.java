package dev.parley.core.station;

/** What a station is made of. Said in the first line of every page that shows one. */
public enum StationKind {
    SIMULATOR,
    REAL_ROBOT,
    /** A simulation under every rule of a real robot, so that desks, consoles and stops can be tried before a robot is there. */
    REHEARSAL;

    /** Whether its cameras film the real world, in which people are who asked for nothing. */
    public boolean filmsTheWorld() {
        return switch (this) {
            case SIMULATOR, REHEARSAL -> false;
            case REAL_ROBOT -> true;
        };
    }

    /** Whether an episode is run at most once, under the short dead-man times and with a person standing by. */
    public boolean underRealRules() {
        return switch (this) {
            case SIMULATOR -> false;
            case REAL_ROBOT, REHEARSAL -> true;
        };
    }
}
