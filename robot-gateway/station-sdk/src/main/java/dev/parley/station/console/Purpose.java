package dev.parley.station.console;

import java.util.Locale;
import java.util.Optional;

/** What a code of the local console allows. */
public enum Purpose {
    /** Motion after a start of the station's program. */
    START,
    /** Motion after a controlled stop. */
    RESET,
    /** Clearing a latched stop. */
    CLEAR;

    /** By the word that a person types. */
    static Optional<Purpose> named(String word) {
        for (Purpose purpose : values()) {
            if (purpose.word().equals(word)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
