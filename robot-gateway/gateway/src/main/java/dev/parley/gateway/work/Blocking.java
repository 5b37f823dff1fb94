package dev.parley.gateway.work;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waiting for reactive work, on threads that are there to be blocked: those of mailboxes and Kurento's. */
public final class Blocking {
    private Blocking() {}

    /**
     * Waits for the item.
     *
     * @throws IllegalStateException on an event loop
     * @throws io.smallrye.mutiny.TimeoutException if there is none after {@code longest}
     */
    public static <T> T await(Uni<T> work, Duration longest) {
        return work.await().atMost(longest);
    }
}
