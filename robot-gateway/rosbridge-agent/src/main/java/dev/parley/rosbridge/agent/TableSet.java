package dev.parley.rosbridge.agent;

import java.util.Optional;

/** Whether a person at the station said that the table is set, for the episode that waits for it. Thread-safe. */
final class TableSet {
    private boolean wanted;
    private Optional<String> by = Optional.empty();

    /** An episode waits for it from now on; what was said before does not count. */
    synchronized void want() {
        wanted = true;
        by = Optional.empty();
    }

    synchronized void wantNoMore() {
        wanted = false;
    }

    /** @return false if nothing waits for it */
    synchronized boolean set(String name) {
        if (wanted) {
            by = Optional.of(name);
        }
        return wanted;
    }

    synchronized Optional<String> setBy() {
        return by;
    }

    synchronized boolean isWanted() {
        return wanted && by.isEmpty();
    }
}
