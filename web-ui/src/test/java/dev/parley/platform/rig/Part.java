package dev.parley.platform.rig;

import java.io.IOException;
import java.util.List;

/** One process of the rig. It keeps its port and its data over restarts. Started and stopped by one thread at a time. */
public interface Part {
    /** Stable and short, for example {@code server-1}; names its log. */
    String name();

    /** Starts it and returns once it is usable. */
    void start() throws IOException, InterruptedException;

    /** Whether its process is there. */
    boolean running();

    /** Its process, if it is there; children are not listed. */
    List<ProcessHandle> processes();

    /** {@code kill -9}, from any thread; returns when the process is gone, and does nothing when it was gone before. */
    void kill() throws IOException, InterruptedException;

    /** Ends it in order and returns when it is gone. */
    void stop() throws IOException, InterruptedException;
}
