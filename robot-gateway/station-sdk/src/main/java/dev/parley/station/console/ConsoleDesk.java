package dev.parley.station.console;

import java.util.List;
import java.util.Optional;

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

    /** The answer to words that only this station knows, beginning with "ok" or "no"; empty where it does not know them either. */
    default Optional<String> other(List<String> words) {
        return Optional.empty();
    }
}
