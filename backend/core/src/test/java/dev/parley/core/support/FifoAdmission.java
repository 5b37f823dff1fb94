package dev.parley.core.support;

import dev.parley.core.account.Author;
import dev.parley.core.turn.Admission;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody in one line. */
@ApplicationScoped
public class FifoAdmission implements Admission {
    private final AtomicLong tickets = new AtomicLong();

    @Override
    public Uni<Placement> place(Author author, PriorityClass priorityClass) {
        return Uni.createFrom().item(() -> new Placement(priorityClass, 0, tickets.incrementAndGet()));
    }
}
