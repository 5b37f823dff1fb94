package dev.parley.core.result;

import java.util.Locale;

/** Who said how an episode went. A rate is by one of them. */
public enum Judge {
    /** The scene's own predicate. */
    SCENE,
    /** Whoever asked. */
    PROMPTER,
    /** Everybody else who voted. */
    CROWD,
    /** The reviews of researchers. */
    RESEARCHER,
    /**
     * Who stood by at a real robot's console, where a scene judges nothing. Nobody stands before a simulator: where simulation is held
     * against reality, the scene's own predicate speaks for it.
     */
    OPERATOR;

    /** As rows and addresses name it. */
    public String row() {
        return name().toLowerCase(Locale.ROOT);
    }
}
