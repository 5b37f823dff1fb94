package dev.parley.core.person;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token opens of what its person may. None opens accounts, desks or stops: those are for people before a screen. */
public enum Scope {
    /** Read what the person may read of episodes, prompts, studies and the like. */
    READ,
    /** Have data sets written and take them away. */
    EXPORT,
    /** Ask, vote, upload, and submit studies. */
    ASK;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(name))
                .findFirst();
    }
}
