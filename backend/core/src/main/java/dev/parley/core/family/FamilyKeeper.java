package dev.parley.core.family;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.parley.core.embedding.EmbeddingConfig;
import dev.parley.core.embedding.TextEncoder;
import dev.parley.core.event.Events;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Gives every prompt with words its saying and its family, after its commit and apart from it: whoever asks never waits for that.
 * Events tell of new ones; a sweep finds what they missed. Of all replicas one works at a time, so that none decides a family
 * without knowing what the others decided.
 */
@ApplicationScoped
class FamilyKeeper {
    private static final Logger LOG = Logger.getLogger(FamilyKeeper.class);
    /** PostgreSQL advisory lock of whoever writes sayings: the letters "PFAM". */
    private static final long LOCK = 0x5046414DL;

    private static final int BATCH = 64;
    private static final OffsetDateTime EVER = Instant.EPOCH.atOffset(ZoneOffset.UTC);
    /** Longer than any transaction between the time a prompt carries and its commit. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(1);

    /** A prompt may come into the line long after it was submitted; then its event says so, and once an hour nobody has to. */
    private static final Duration LOOK_AT_ALL_EVERY = Duration.ofHours(1);

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final Vertx vertx;
    private final Events events;
    private final TextEncoder encoder;
    private final FamilyIndex index;
    private final EmbeddingConfig embedding;
    private final FamilyConfig config;
    private final Clock clock;
    private final Set<UUID> told = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final List<Events.Subscription> heard = new ArrayList<>();
    private volatile OffsetDateTime since = EVER;
    private volatile Instant lookedAtAll = Instant.MIN;
    private volatile boolean stopped;
    private long timer;

    @Inject
    FamilyKeeper(
            Pool postgres,
            ReactiveBridge bridge,
            Vertx vertx,
            Events events,
            TextEncoder encoder,
            FamilyIndex index,
            EmbeddingConfig embedding,
            FamilyConfig config,
            Clock clock) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.vertx = vertx;
        this.events = events;
        this.encoder = encoder;
        this.index = index;
        this.embedding = embedding;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        if (!embedding.enabled()) {
            return;
        }
        heard.add(events.subscribe(event -> {
            if (event.kind().equals("prompt.queued")) {
                told.add(event.id());
                wake();
            }
        }));
        // The first look comes a while after the start, which waits for nothing here.
        timer = vertx.setPeriodic(config.sweepEvery().toMillis(), ignored -> wake());
    }

    @PreDestroy
    void stop() {
        stopped = true;
        heard.forEach(Events.Subscription::close);
        vertx.cancelTimer(timer);
    }

    private void wake() {
        if (stopped) {
            return;
        }
        again.set(true);
        if (working.compareAndSet(false, true)) {
            again.set(false);
            bridge.onContext(this::look).subscribe().with(ignored -> ended(), failure -> {
                if (stopped || failure instanceof ParleyException) {
                    LOG.debugf("prompts wait for their families: %s", failure.getMessage());
                } else {
                    LOG.warnf(failure, "prompts wait for their families; the next look tries again");
                }
                again.set(false);
                ended();
            });
        }
    }

    private void ended() {
        working.set(false);
        if (again.get()) {
            wake();
        }
    }

    private Uni<Void> look() {
        return postgres.withConnection(connection -> connection
                .preparedQuery("SELECT pg_try_advisory_lock($1), clock_timestamp()")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getBoolean(0)
                        ? gatherAll(connection, row.getOffsetDateTime(1)).eventually(() -> unlock(connection))
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> unlock(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT pg_advisory_unlock($1)")
                .execute(Tuple.of(LOCK))
                .replaceWithVoid();
    }

    private Uni<Void> gatherAll(SqlConnection connection, OffsetDateTime now) {
        Instant here = clock.instant();
        boolean all = here.isAfter(lookedAtAll.plus(LOOK_AT_ALL_EVERY));
        OffsetDateTime from = all ? EVER : since;
        return index.catchUp(connection).chain(() -> gather(connection, from)).invoke(() -> {
            since = now.minus(COMMITTED_WITHIN);
            lookedAtAll = all ? here : lookedAtAll;
        });
    }

    private Uni<Void> gather(SqlConnection connection, OffsetDateTime from) {
        Set<UUID> news = drained();
        return FamilyRows.unsaid(connection, from, news, BATCH)
                .chain(unsaid -> gather(connection, unsaid).chain(() -> {
                    if (unsaid.size() < BATCH) {
                        return Uni.createFrom().voidItem();
                    }
                    // Some that were told of may not have been among these.
                    told.addAll(news);
                    return gather(connection, from);
                }));
    }

    private Set<UUID> drained() {
        Set<UUID> drained = ConcurrentHashMap.newKeySet();
        for (Iterator<UUID> all = told.iterator(); all.hasNext(); ) {
            drained.add(all.next());
            all.remove();
        }
        return drained;
    }

    private Uni<Void> gather(SqlConnection connection, List<Unsaid> unsaid) {
        if (unsaid.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, List<Unsaid>> alike =
                unsaid.stream().collect(groupingBy(Unsaid::digest, LinkedHashMap::new, toList()));
        return FamilyRows.known(connection, alike.keySet()).chain(known -> {
            List<FamilyRows.Said> said = unsaid.stream()
                    .filter(prompt -> known.containsKey(prompt.digest()))
                    .map(prompt -> new FamilyRows.Said(
                            prompt, requireNonNull(known.get(prompt.digest()), "asked for a moment ago")))
                    .toList();
            Uni<Void> all = said.isEmpty() ? Uni.createFrom().voidItem() : FamilyRows.link(connection, said);
            for (Map.Entry<String, List<Unsaid>> same : alike.entrySet()) {
                if (!known.containsKey(same.getKey())) {
                    all = all.chain(() -> found(connection, same.getValue()));
                }
            }
            return all;
        });
    }

    private Uni<Void> found(SqlConnection connection, List<Unsaid> same) {
        Unsaid first = same.getFirst();
        return encoder.encode(first.plain())
                .chain(meaning -> FamilyRows.say(connection, family(first, meaning), same, meaning))
                // What comes next may be like it.
                .chain(() -> index.catchUp(connection));
    }

    private FamilyId family(Unsaid prompt, float[] meaning) {
        return prompt.taskId()
                .map(task -> FamilyId.ofTask(prompt.sceneId(), task))
                .or(() -> index.gathering(prompt.sceneId(), prompt.plain(), meaning))
                .orElseGet(() -> FamilyId.ofWords(prompt.sceneId(), prompt.plain()));
    }
}
