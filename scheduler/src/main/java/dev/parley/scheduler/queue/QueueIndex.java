package dev.parley.scheduler.queue;

import dev.parley.contracts.TurnId;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs scripts against the index and rebuilds it when its generation is missing or older than one that was seen. The
 * generation is a number from PostgreSQL that grows with every rebuild and is written last; so an index that was
 * flushed, half rebuilt, or taken from an old copy is never read.
 */
@ApplicationScoped
class QueueIndex {
    /** The number changes with the layout of the keys: replicas of two releases keep two indexes. */
    static final String PREFIX = "{parley-queue-4}:";

    static final String GENERATION_KEY = PREFIX + "generation";

    private static final Logger LOG = Logger.getLogger(QueueIndex.class);
    /** PostgreSQL advisory lock of rebuilds: the letters "PQIX". */
    private static final long REBUILD_LOCK = 0x50514958L;

    private static final int PAGE = 1000;
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
     * before was committed, so it is read here; one that comes later, or comes back to a place that was passed already, is
     * refused until the new generation is there. Turns move to the rear, so that none slips
     * through the pages; one that a person lets go first meanwhile is put by its event, which waits for the new generation.
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
        int filled = 0;
        for (List<TurnData> page = page(Optional.empty());
                !page.isEmpty();
                page = page(Optional.of(page.getLast().placement()))) {
            List<String> arguments = new ArrayList<>();
            arguments.add(Long.toString(next));
            page.forEach(turn -> QueueEntry.of(turn).addTo(arguments));
            LuaScript.FILL.run(commands, GENERATION_KEY, arguments.toArray(String[]::new));
            filled += page.size();
        }
        commands.set(GENERATION_KEY, Long.toString(next));
        LOG.infof("The queue's index was rebuilt as generation %d with %d waiting turns", next, filled);
        return next;
    }

    /** Waiting turns behind a place, in order. */
    List<TurnData> page(Optional<Placement> behind) {
        return bridge.onContext(() -> turns.waitingBehind(behind, PAGE)).await().atMost(DATABASE_WITHIN);
    }

    /** Where every turn of the index is, read in parts; what changes meanwhile may be missed or stand twice. */
    Map<TurnId, QueueEntry> entries() {
        Map<String, Requirement> byNumber = new HashMap<>();
        List<String> numbered = run(LuaScript.REQUIREMENTS, List.of());
        for (int i = 0; i < numbered.size(); i += 2) {
            byNumber.put(numbered.get(i + 1), Requirement.parse(numbered.get(i)));
        }
        Map<TurnId, QueueEntry> entries = new HashMap<>();
        RedisCommands<String, String> commands = redis.commands();
        MapScanCursor<String, String> part = commands.hscan(PREFIX + "turns", ScanArgs.Builder.limit(PAGE));
        while (true) {
            part.getMap().forEach((turn, where) -> {
                String[] classNumberPlace = where.split(":", 3);
                Requirement requirement = byNumber.get(classNumberPlace[1]);
                if (requirement != null) {
                    PriorityClass priorityClass = PriorityClass.values()[Integer.parseInt(classNumberPlace[0])];
                    QueueEntry entry = QueueEntry.parse(turn, classNumberPlace[2], priorityClass, requirement);
                    entries.put(entry.turn(), entry);
                }
            });
            if (part.isFinished()) {
                return entries;
            }
            part = commands.hscan(PREFIX + "turns", part, ScanArgs.Builder.limit(PAGE));
        }
    }
}
