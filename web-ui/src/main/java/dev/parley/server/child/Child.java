package dev.parley.server.child;

import java.io.IOException;

/** One process that the server keeps running. Started and stopped by one thread at a time. */
public interface Child {
    /** Stable and short; names the record and prefixes the log. */
    String name();

    /** Starts it and returns once it is usable. */
    void start() throws IOException, InterruptedException;

    /** Whether it still does its work; may block for at most a few seconds. */
    boolean healthy();

    /** Ends it and returns once it is gone; does nothing when it never ran. */
    void stop() throws IOException, InterruptedException;
}
