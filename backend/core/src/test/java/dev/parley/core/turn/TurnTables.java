package dev.parley.core.turn;

import dev.parley.core.transition.TransitionTable;

/** Lets tests of the whole chain see this feature's table. */
public final class TurnTables {
    public static final TransitionTable<TurnState> TABLE = TurnTransitions.TABLE;

    private TurnTables() {}
}
