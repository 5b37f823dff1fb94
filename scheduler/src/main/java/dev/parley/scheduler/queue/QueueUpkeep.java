package dev.parley.scheduler.queue;

import dev.parley.contracts.TurnId;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.fair.Fellows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps the index like PostgreSQL: turn by turn as events come in, and as a whole now and then. Blocks. */
@ApplicationScoped
public class QueueUpkeep {
    private static final Logger LOG = Logger.getLogger(QueueUpkeep.class);
    private static final Duration DATABASE_WITHIN = Duration.ofSeconds(10);

    private final TurnQueue queue;
    private final Turns turns;
    private final Fellows fellows;
    private final ReactiveBridge bridge;

    @Inject
    public QueueUpkeep(TurnQueue queue, Turns turns, Fellows fellows, ReactiveBridge bridge) {
        this.queue = queue;
        this.turns = turns;
        this.fellows = fellows;
        this.bridge = bridge;
    }

    /** Looks at each of {@code changed} in PostgreSQL and puts it in or takes it out; a newcomer's fellows may have moved. */
    public void refresh(Collection<TurnId> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Set<TurnId> gone = new HashSet<>(changed);
        List<QueueEntry> waiting =
                bridge.onContext(() -> turns.findAll(changed)).await().atMost(DATABASE_WITHIN).stream()
                        .filter(turn -> turn.state() == TurnState.WAITING && !turn.second())
                        .map(QueueEntry::of)
                        .toList();
        waiting.forEach(entry -> gone.remove(entry.turn()));
        queue.put(waiting);
        List<TurnId> arrived = waiting.stream().map(QueueEntry::turn).toList();
        queue.move(fellows.of(arrived).await().atMost(DATABASE_WITHIN));
        queue.remove(gone);
    }

    /** Compares all of the index with PostgreSQL and repairs what lost or late events left behind. */
    public void reconcile() {
        List<TurnId> surplus = queue.reconcile();
        if (!surplus.isEmpty()) {
            LOG.debugf("%d entries of the queue's index are not waiting turns; looking each up", surplus.size());
            refresh(surplus);
        }
    }
}
