package dev.parley.gateway.live;

/** Whose a viewer's place is. */
enum Seat {
    EVERYBODYS,
    /** Kept for whoever asked the episode. */
    ASKERS,
    /** Kept for operators, who may watch at any time. */
    OPERATORS
}
