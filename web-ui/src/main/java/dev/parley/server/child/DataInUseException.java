package dev.parley.server.child;

import java.nio.file.Path;

/** Another server holds the data folder; the message says which one and what can be done. */
public final class DataInUseException extends RuntimeException {
    DataInUseException(Path data, String holder) {
        super("The data folder " + data + " is in use by " + (holder.isEmpty() ? "another server" : holder)
                + ". Stop that server, or set PARLEY_DATA (and PARLEY_PORT) to start a second one beside it.");
    }
}
