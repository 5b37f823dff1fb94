package dev.parley.station.console;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who stands by: a person is present from saying so at the console until saying otherwise or leaving it. Thread-safe. */
public final class Operators {
    private final Runnable left;
    private final Map<Object, String> present = new LinkedHashMap<>();

    /** @param left called when the last one has gone */
    public Operators(Runnable left) {
        this.left = left;
    }

    /** One who stands by. */
    public synchronized Optional<String> present() {
        Iterator<String> names = present.values().iterator();
        return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
    }

    synchronized void came(Object connection, String name) {
        present.put(connection, name);
    }

    void went(Object connection) {
        boolean last;
        synchronized (this) {
            last = present.remove(connection) != null && present.isEmpty();
        }
        if (last) {
            left.run();
        }
    }
}
