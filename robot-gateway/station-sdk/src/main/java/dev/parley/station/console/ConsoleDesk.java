package dev.parley.station.console;

/** What the local console asks of its station. Any thread. */
public interface ConsoleDesk {
    /** How the station stands, one line. */
    String status();

    /** Stops and latches; needs no code. */
    void stop(String by, String reason);

    /** Why the latch cannot be cleared here and now, or an empty text. */
    String clearObstacle();

    /** Clears the latched stop, after its code was used up; never resumes an episode. */
    boolean clear(String by, String reason);
}
