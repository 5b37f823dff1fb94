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
    RESEARCHER;

    /** As rows and addresses name it. */
    public String row() {
        return name().toLowerCase(Locale.ROOT);
    }
}
