package dev.parley.core.support;

import dev.parley.core.turn.Admission;
import dev.parley.core.turn.Placement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody in one line. */
@ApplicationScoped
public class FifoAdmission implements Admission {
    private final AtomicLong tickets = new AtomicLong();

    @Override
    public Uni<Placing> place(SqlConnection transaction, List<Newcomer> newcomers) {
        return Uni.createFrom()
                .item(() -> new Placing(
                        newcomers.stream()
                                .<Place>map(newcomer -> new Given(
                                        new Placement(newcomer.priorityClass(), 0, tickets.incrementAndGet())))
                                .toList(),
                        Uni.createFrom().voidItem()));
    }
}
