package dev.parley.station.lease;

/** What the age of the last answered heartbeat allows. */
public enum LeasePhase {
    /** Fresh: may move. */
    MOVE,
    /** Too old to move, young enough to go on later. Real robots only. */
    HOLD,
    /** So old that the episode is over. */
    CONTROLLED_STOP
}
