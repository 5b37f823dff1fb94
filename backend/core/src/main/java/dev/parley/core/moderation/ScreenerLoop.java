package dev.parley.core.moderation;

import dev.parley.core.event.Events;
import dev.parley.core.prompt.ModerationConfig;
import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Looks as soon as a prompt is there, and again every few seconds, since an event may be missed. One replica at a time: two
 * would read the same sentences.
 */
@ApplicationScoped
class ScreenerLoop {
    private static final Logger LOG = Logger.getLogger(ScreenerLoop.class);
    /** PostgreSQL advisory lock: the letters "PSCR". */
    private static final long LOCK = 0x50534352L;

    private static final long SWEEP_MS = 2000;

    private final Vertx vertx;
    private final ReactiveBridge bridge;
    private final Pool postgres;
    private final Screener screener;
    private final Events events;
    private final boolean enabled;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile boolean away;

    @Inject
    ScreenerLoop(
            Vertx vertx,
            ReactiveBridge bridge,
            Pool postgres,
            Screener screener,
            Events events,
            ModerationConfig config) {
        this.vertx = vertx;
        this.bridge = bridge;
        this.postgres = postgres;
        this.screener = screener;
        this.events = events;
        this.enabled = config.enabled()
                && (config.likeness().enabled() || config.pictures() == ModerationConfig.Pictures.PERSON);
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            vertx.setPeriodic(SWEEP_MS, timer -> look());
            events.subscribe(event -> {
                if (event.kind().equals("prompt.queued")) {
                    look();
                }
            });
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void look() {
        wanted.set(true);
        if (stopped || !looking.compareAndSet(false, true)) {
            return;
        }
        bridge.onContext(this::whileThereAreSome).subscribe().with(done -> ended(), failure -> {
            if (!away) {
                LOG.warnf("prompts could not be looked at again; real robots wait for it: %s", failure.getMessage());
            }
            away = true;
            looking.set(false);
        });
    }

    private void ended() {
        if (away) {
            LOG.info("prompts are looked at again");
        }
        away = false;
        looking.set(false);
        if (wanted.get()) {
            look();
        }
    }

    private Uni<Void> whileThereAreSome() {
        wanted.set(false);
        return alone().chain(seen ->
                seen > 0 && !stopped ? whileThereAreSome() : Uni.createFrom().voidItem());
    }

    /** Nothing where another replica looks at this moment. */
    private Uni<Integer> alone() {
        return postgres.withTransaction(transaction -> transaction
                .preparedQuery("SELECT pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? screener.look()
                        : Uni.createFrom().item(0)));
    }
}
