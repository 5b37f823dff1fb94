package dev.parley.core.assignment;

import dev.parley.core.transition.TransitionTable;

/** Lets tests of the whole chain see this feature's table. */
public final class AssignmentTables {
    public static final TransitionTable<AssignmentState> TABLE = AssignmentTransitions.TABLE;

    private AssignmentTables() {}
}
