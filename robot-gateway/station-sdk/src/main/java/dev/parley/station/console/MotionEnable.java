package dev.parley.station.console;

import java.util.Optional;

/**
 * Whether somebody at the local console has enabled motion. Never at the start of the program, and not any more after a
 * controlled stop; nobody far away can enable it. Thread-safe.
 */
public final class MotionEnable {
    private final EnableCodes codes;
    private volatile Optional<Purpose> needed = Optional.of(Purpose.START);
    private volatile String why = "the station's program has just started";

    public MotionEnable(EnableCodes codes) {
        this.codes = codes;
    }

    /** What has to be done at the console before anything moves. */
    public Optional<Purpose> needed() {
        return needed;
    }

    /** The same as a sentence for people. */
    public Optional<String> obstacle() {
        return needed.map(purpose -> "Motion is not enabled (" + why
                + "). A person enables it at the station's local console: code " + purpose.word() + ".");
    }

    /** Enables motion with a code for exactly what is needed. */
    public synchronized boolean enable(Purpose purpose, String code) {
        if (!needed.equals(Optional.of(purpose)) || !codes.redeem(purpose, code)) {
            return false;
        }
        needed = Optional.empty();
        return true;
    }

    /** A controlled stop happened: a person has to look before anything moves again. */
    public synchronized void tripped(String reason) {
        if (needed.isEmpty()) {
            why = reason;
            needed = Optional.of(Purpose.RESET);
        }
    }
}
