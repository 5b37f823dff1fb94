package dev.parley.core.turn;

import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;

/**
 * Port: gives each new turn its place. The scheduler implements it. Called inside the transaction that stores the
 * turn (use {@code Panache.getSession()} or the current session), so a place given is a turn stored.
 */
public interface Admission {
    /** @throws dev.parley.core.problem.ParleyException QUEUE_FULL or RATE_LIMITED, in the Uni, when there is no room */
    Uni<Placement> place(Author author, PriorityClass priorityClass);
}
