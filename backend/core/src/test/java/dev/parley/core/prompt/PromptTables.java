package dev.parley.core.prompt;

import dev.parley.core.transition.TransitionTable;

/** Lets tests of the whole chain see this feature's table. */
public final class PromptTables {
    public static final TransitionTable<PromptState> TABLE = PromptTransitions.TABLE;

    private PromptTables() {}
}
