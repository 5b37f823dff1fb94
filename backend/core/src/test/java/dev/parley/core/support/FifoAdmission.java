package dev.parley.core.support;

import dev.parley.core.turn.Admission;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.Placement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody in one line. */
@ApplicationScoped
public class FifoAdmission implements Admission {
    private final AtomicLong tickets = new AtomicLong();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    /** From now on nobody who wants this scene is let in. */
    public void close(String sceneId) {
        closed.add(sceneId);
    }

    @Override
    public Uni<Placing> place(SqlConnection transaction, List<Newcomer> newcomers) {
        return Uni.createFrom()
                .item(() -> new Placing(
                        newcomers.stream().map(this::place).toList(),
                        Uni.createFrom().voidItem()));
    }

    private Place place(Newcomer newcomer) {
        return newcomer.needs()
                        .filter(needs -> closed.contains(needs.sceneId()))
                        .isPresent()
                ? new NoRoom(new LineClosed(Duration.ofMinutes(20), Duration.ofMinutes(10)))
                : new Given(new Placement(newcomer.priorityClass(), 0, tickets.incrementAndGet()));
    }
}
