package dev.parley.gateway.relay;

import dev.parley.gateway.work.Ticker;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Forgets tokens after their time, on every replica: what they opened is over, and what was measured is told of the last 30 days. One
 * whose episode is not over stays, however old it is.
 */
@ApplicationScoped
public class RelayKeeping {
    private static final Logger LOG = Logger.getLogger(RelayKeeping.class);

    /** So that no look holds many rows; the next takes more. */
    static final int AT_ONCE = 1_000;

    private static final String FORGET = """
            DELETE FROM relay_token WHERE token_hash IN (
                SELECT t.token_hash FROM relay_token t JOIN assignment a ON a.id = t.assignment
                WHERE t.issued_at < clock_timestamp() - $1 * interval '1 millisecond' AND a.state NOT IN ('PROPOSED', 'OFFERED', 'LEASED')
                ORDER BY t.issued_at LIMIT $2 FOR UPDATE OF t SKIP LOCKED)""";

    private final Pool postgres;
    private final RelayConfig config;
    private final Ticker ticker;
    private final AtomicBoolean looking = new AtomicBoolean();

    @Inject
    RelayKeeping(Pool postgres, RelayConfig config, Ticker ticker) {
        this.postgres = postgres;
        this.config = config;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent started) {
        ticker.every(config.forgetEvery(), "forgetting old tokens of relays", this::look);
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        forget(config.keep(), AT_ONCE)
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(
                        forgotten -> LOG.debugf("%d tokens of relays are kept no longer", forgotten),
                        failure -> LOG.debugf(
                                "old tokens of relays could not be forgotten; the next look tries again: %s",
                                failure.getMessage()));
    }

    /** @return how many */
    Uni<Integer> forget(Duration keep, int atOnce) {
        return postgres.preparedQuery(FORGET)
                .execute(Tuple.of((double) keep.toMillis(), atOnce))
                .map(RowSet::rowCount);
    }
}
