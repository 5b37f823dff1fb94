package dev.parley.core.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events flowing on this replica. One connection to PostgreSQL listens for wake-ups and, on one replica, holds the
 * advisory lock of the relay: when the connection dies both are free for others. While Redis is here events come from
 * there; without it a wake-up makes every replica read the outbox itself; and a sweep finds what neither brought.
 */
@ApplicationScoped
class EventLoop {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);
    /** "parley" and 1, as one number: the relay's lock. */
    private static final long RELAY_LOCK = 0x7061726C6579_01L;

    private static final long RECONNECT_MS = 500;
    /** How far behind the newest a number may be committed and still be found at a wake-up; later ones at a sweep. */
    private static final long OVERLAP = 256;

    private final Vertx vertx;
    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final RedisEvents redis;
    private final LocalEvents local;
    private final EventConfig config;

    private volatile @Nullable SqlConnection connection;
    private volatile boolean relaying;
    private volatile boolean stopped;
    private volatile boolean connectedBefore;
    private volatile long startedAfter;
    private volatile long newest;
    private volatile Instant sweptAt = Instant.EPOCH;

    @Inject
    EventLoop(
            Vertx vertx,
            Pool pool,
            Outbox outbox,
            OutboxRelay relay,
            RedisEvents redis,
            LocalEvents local,
            EventConfig config) {
        this.vertx = vertx;
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
        this.redis = redis;
        this.local = local;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        outbox.newest().onComplete(found -> {
            startedAfter = found.succeeded() ? found.result() : 0;
            newest = startedAfter;
            connect();
            vertx.setPeriodic(config.sweepEvery().toMillis(), timer -> sweep());
        });
        redis.ensureConnected(this::subscribedToRedis);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        SqlConnection current = connection;
        if (current != null) {
            current.close();
        }
    }

    private void connect() {
        if (stopped) {
            return;
        }
        pool.getConnection()
                .compose(made -> {
                    PgConnection postgres = PgConnection.cast(made);
                    postgres.notificationHandler(notification -> woken());
                    made.closeHandler(ignored -> lost());
                    return made.query("LISTEN parley_event").execute().map(made);
                })
                .onSuccess(made -> {
                    connection = made;
                    boolean again = connectedBefore;
                    connectedBefore = true;
                    tryRelaying();
                    if (again) {
                        lookAgain();
                    }
                })
                .onFailure(failure -> {
                    LOG.warnf("no connection to listen on PostgreSQL: %s", failure.getMessage());
                    reconnectLater();
                });
    }

    private void lost() {
        connection = null;
        relaying = false;
        reconnectLater();
    }

    private void reconnectLater() {
        if (!stopped) {
            vertx.setTimer(RECONNECT_MS, timer -> connect());
        }
    }

    private void tryRelaying() {
        SqlConnection current = connection;
        if (relaying || current == null) {
            return;
        }
        current.query("SELECT pg_try_advisory_lock(" + RELAY_LOCK + ")")
                .execute()
                .onSuccess(rows -> {
                    relaying = rows.iterator().next().getBoolean(0);
                    if (relaying) {
                        relay.wake();
                    }
                })
                .onFailure(failure -> LOG.debugf(failure, "the relay's lock could not be asked for"));
    }

    private void woken() {
        if (relaying) {
            relay.wake();
        }
        if (!redis.listening()) {
            tell(outbox.from(Math.max(startedAfter + 1, newest - OVERLAP)));
        }
    }

    private void sweep() {
        redis.ensureConnected(this::subscribedToRedis);
        tryRelaying();
        if (relaying) {
            relay.wake();
            outbox.forget(config.keep()).onFailure(failure -> LOG.debugf(failure, "old events could not be deleted"));
        }
        catchUp();
    }

    private void subscribedToRedis() {
        // The relay's publications to nobody are gone; the outbox still has them.
        lookAgain();
        if (relaying) {
            relay.wake();
        }
    }

    private void lookAgain() {
        catchUp().onComplete(ignored -> local.gap());
    }

    private Future<Void> catchUp() {
        Instant from = sweptAt;
        // PostgreSQL's clock against itself: ours may be an hour off, and would then skip an hour of events.
        return outbox.now()
                .compose(now -> tell(outbox.since(from, startedAfter)).onSuccess(ignored -> sweptAt = now));
    }

    private Future<Void> tell(Future<List<DomainEvent>> found) {
        return found.onSuccess(events -> events.forEach(event -> {
                    newest = Math.max(newest, event.sequence());
                    local.dispatch(event);
                }))
                .onFailure(failure -> LOG.debugf(failure, "the outbox could not be read; the next sweep tries again"))
                .mapEmpty();
    }

    /** For tests and diagnosis. */
    boolean relaying() {
        return relaying;
    }
}
