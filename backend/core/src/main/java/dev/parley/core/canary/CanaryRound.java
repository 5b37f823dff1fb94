package dev.parley.core.canary;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.event.EventRecorder;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One look at all canaries: those that are due are put in line, whole days are looked at, and what was ended is taken back. */
@ApplicationScoped
class CanaryRound {
    private static final Logger LOG = Logger.getLogger(CanaryRound.class);

    /** What still waits of canaries that are asked no more. */
    private static final String LEFT_OVER = """
            SELECT c.id, t.prompt_id FROM turn t JOIN canary c ON c.id = t.author AND c.ended_at IS NOT NULL
            JOIN prompt p ON p.id = t.prompt_id AND p.state = 'QUEUED'
            WHERE t.state IN ('WAITING', 'HELD') AND t.priority_class = 2 LIMIT 100""";

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final CanaryFeeder feeder;
    private final CanarySettling settling;
    private final UsualCanary usual;
    private final CanaryDeeds deeds;
    private final Stations stations;
    private final Prompts prompts;
    private final EventRecorder events;

    /** For which time of a canary it was said that it could not be put in line. */
    private final Map<UUID, Instant> warned = new ConcurrentHashMap<>();

    /** In which hour it was said that the days of a canary could not be looked at. */
    private final Map<UUID, Instant> unsettled = new ConcurrentHashMap<>();

    @Inject
    CanaryRound(
            Pool postgres,
            ReactiveBridge bridge,
            CanaryFeeder feeder,
            CanarySettling settling,
            UsualCanary usual,
            CanaryDeeds deeds,
            Stations stations,
            Prompts prompts,
            EventRecorder events) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.feeder = feeder;
        this.settling = settling;
        this.usual = usual;
        this.deeds = deeds;
        this.stations = stations;
        this.prompts = prompts;
        this.events = events;
    }

    /** One station's trouble is no other's: it is logged, and the next look tries again. */
    Uni<Integer> feed(Instant now) {
        return usual.wanted(now)
                .chain(wanted -> each(
                        wanted,
                        one -> deeds.give(one, now)
                                // It cannot run it after all.
                                .onFailure(ParleyException.class)
                                .recoverWithNull()
                                .onFailure()
                                .invoke(failure ->
                                        LOG.warnf(failure, "station %s could not be given its canary", one.station()))
                                .onFailure()
                                .recoverWithNull()))
                .chain(() -> due(now))
                .chain(due -> each(due, canary -> feed(canary, now)))
                .map(fed -> fed.stream().mapToInt(Integer::intValue).sum())
                .call(() -> settling.due(postgres, now).chain(whole -> each(whole, id -> settle(id, now))))
                .call(this::takeBack);
    }

    private Uni<Integer> feed(CanaryData canary, Instant now) {
        return stations.find(canary.station())
                .chain(station -> inside(
                        transaction -> feeder.feed(transaction, canary.id(), station.flatMap(StationData::hours), now)))
                .invoke(fed -> events.committed(fed.events()))
                .map(CanaryFeeder.Fed::tries)
                .onFailure(CanaryFeeder.NoRoomNow.class)
                .recoverWithItem(0)
                .onFailure()
                .invoke(failure -> {
                    // Tried again with every look until it is too late: one line a day says it.
                    if (!canary.dueAt().equals(warned.put(canary.id(), canary.dueAt()))) {
                        LOG.warnf(failure, "canary %s could not be put in line", canary.id());
                    }
                })
                .onFailure()
                .recoverWithItem(0);
    }

    private Uni<Void> settle(UUID id, Instant now) {
        return inside(transaction -> settling.settle(transaction, id, now))
                .invoke(told -> events.committed(told))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> {
                    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
                    if (!hour.equals(unsettled.put(id, hour))) {
                        LOG.warnf(failure, "the days of canary %s could not be looked at", id);
                    }
                })
                .onFailure()
                .recoverWithNull();
    }

    private Uni<List<CanaryData>> due(Instant now) {
        return CanaryRows.all(
                postgres,
                "WHERE c.ended_at IS NULL AND c.due_at <= $1 ORDER BY c.due_at",
                Tuple.of(now.atOffset(ZoneOffset.UTC)));
    }

    private <T> Uni<T> inside(Function<SqlConnection, Uni<T>> work) {
        return bridge.backHere(() -> bridge.onContext(() -> postgres.withTransaction(work)));
    }

    private static <A, B> Uni<List<B>> each(List<A> all, Function<A, Uni<B>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item))
                .collect()
                .asList();
    }

    /** Out of the line. */
    Uni<Void> takeBack() {
        return postgres.query(LEFT_OVER)
                .execute()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> prompts.withdraw(
                                        new PromptId(row.getUUID(1)), new Author(new AuthorId(row.getUUID(0)), ""))
                                .replaceWithVoid()
                                // One that has just begun is left alone.
                                .onFailure(ParleyException.class)
                                .recoverWithNull())
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }
}
