package dev.parley.scheduler.queue;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs scripts against the index and rebuilds it when its generation is missing or older than one that was seen. The
 * generation is a number from PostgreSQL that grows with every rebuild and is written last; so an index that was
 * flushed, half rebuilt, or taken from an old copy is never read.
 */
@ApplicationScoped
class QueueIndex {
    /** The number changes with the layout of the keys: replicas of two releases keep two indexes. */
    static final String GENERATION_KEY = "{parley-queue-1}:generation";

    private static final Logger LOG = Logger.getLogger(QueueIndex.class);
    /** PostgreSQL advisory lock of rebuilds: the letters "PQIX". */
    private static final long REBUILD_LOCK = 0x50514958L;

    private static final int BATCH = 250;
    private static final Duration DATABASE_WITHIN = Duration.ofSeconds(20);

    private final RedisLink redis;
    private final Pool postgres;
    private final Turns turns;
    private final ReactiveBridge bridge;
    private volatile long generation = -1;

    @Inject
    QueueIndex(RedisLink redis, Pool postgres, Turns turns, ReactiveBridge bridge) {
        this.redis = redis;
        this.postgres = postgres;
        this.turns = turns;
        this.bridge = bridge;
    }

    /**
     * Runs one script; blocks. Rebuilds first where needed.
     *
     * @throws io.lettuce.core.RedisException while Redis is away
     */
    <T> T run(LuaScript script, List<String> arguments) {
        for (int attempt = 0; ; attempt++) {
            long believed = generation;
            List<String> all = new ArrayList<>(arguments.size() + 1);
            all.add(Long.toString(believed));
            all.addAll(arguments);
            try {
                return script.run(redis.commands(), GENERATION_KEY, all.toArray(String[]::new));
            } catch (RedisCommandExecutionException e) {
                if (attempt == 3 || !String.valueOf(e.getMessage()).contains("GENERATION ")) {
                    throw e;
                }
                renew(believed);
            }
        }
    }

    /** Takes over a newer generation; rebuilds when there is none or an older one. */
    private synchronized void renew(long believed) {
        if (generation != believed) {
            return;
        }
        String found = redis.commands().get(GENERATION_KEY);
        if (found != null && Long.parseLong(found) > believed) {
            generation = Long.parseLong(found);
            return;
        }
        generation = rebuild(believed);
    }

    private long rebuild(long lost) {
        SqlConnection connection = postgres.getConnection().await().atMost(DATABASE_WITHIN);
        try {
            Transaction transaction = connection.begin().await().atMost(DATABASE_WITHIN);
            connection
                    .query("select 1 from pg_advisory_xact_lock(" + REBUILD_LOCK + ")")
                    .execute()
                    .await()
                    .atMost(DATABASE_WITHIN);
            String found = redis.commands().get(GENERATION_KEY);
            long built = found != null && Long.parseLong(found) > lost ? Long.parseLong(found) : fill(connection);
            transaction.commit().await().atMost(DATABASE_WITHIN);
            return built;
        } finally {
            connection.close().await().atMost(DATABASE_WITHIN);
        }
    }

    /**
     * The order matters: the old generation goes first, then the turns are read. A turn that another replica put in
     * before was committed, so it is read here; one that comes later is refused until the new generation is there.
     */
    private long fill(SqlConnection connection) {
        long next = connection
                .query("select nextval('scheduler_queue_generation')")
                .execute()
                .await()
                .atMost(DATABASE_WITHIN)
                .iterator()
                .next()
                .getLong(0);
        RedisCommands<String, String> commands = redis.commands();
        LuaScript.CLEAR.run(commands, GENERATION_KEY);
        List<TurnData> waiting = bridge.onContext(turns::waiting).await().atMost(DATABASE_WITHIN);
        for (int from = 0; from < waiting.size(); from += BATCH) {
            List<String> arguments = new ArrayList<>();
            arguments.add(Long.toString(next));
            for (TurnData turn : waiting.subList(from, Math.min(from + BATCH, waiting.size()))) {
                QueueEntry.of(turn).addTo(arguments);
            }
            LuaScript.FILL.run(commands, GENERATION_KEY, arguments.toArray(String[]::new));
        }
        commands.set(GENERATION_KEY, Long.toString(next));
        LOG.infof("The queue's index was rebuilt as generation %d with %d waiting turns", next, waiting.size());
        return next;
    }
}
