package dev.parley.server.metrics;

import dev.parley.core.episode.LiveVideo;
import dev.parley.core.turn.PriorityClass;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * What the database knows about the platform as a whole, looked up every few seconds and never by a scrape. It is the
 * same on every replica: take the maximum over them, not the sum.
 */
@ApplicationScoped
class PlatformGauges {
    private static final Logger LOG = Logger.getLogger(PlatformGauges.class);
    private static final long EVERY_MS = 5_000;
    private static final String LOOK = """
            SELECT (SELECT count(*) FROM turn WHERE state = 'WAITING' AND priority_class = 0) AS public,
                   (SELECT count(*) FROM turn WHERE state = 'WAITING' AND priority_class = 1) AS study,
                   (SELECT count(*) FROM turn WHERE state = 'WAITING' AND priority_class = 2) AS lab,
                   (SELECT count(*) FROM assignment WHERE state = 'LEASED') AS leased,
                   (SELECT count(*) FROM assignment WHERE state = 'OFFERED') AS offered,
                   (SELECT count(*) FROM assignment WHERE state = 'PROPOSED') AS proposed,
                   (SELECT count(*) FROM station WHERE connection = 'ONLINE') AS online,
                   (SELECT count(*) FROM event_outbox WHERE published_at IS NULL) AS untold,
                   (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::float8 FROM event_outbox
                     WHERE published_at IS NULL) AS lag,
                   (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM scheduler_queue_generation) AS rebuilds
            """;

    private final Vertx vertx;
    private final Pool pool;
    private final MeterRegistry meters;
    private final LiveVideo video;
    private volatile Seen seen = new Seen(List.of(0L, 0L, 0L), 0, 0, 0, 0, 0, 0, 0);

    private record Seen(
            List<Long> waiting,
            long leased,
            long offered,
            long proposed,
            long online,
            long untold,
            double lagSeconds,
            long rebuilds) {
        static Seen of(Row row) {
            return new Seen(
                    List.of(row.getLong("public"), row.getLong("study"), row.getLong("lab")),
                    row.getLong("leased"),
                    row.getLong("offered"),
                    row.getLong("proposed"),
                    row.getLong("online"),
                    row.getLong("untold"),
                    row.getDouble("lag"),
                    row.getLong("rebuilds"));
        }
    }

    @Inject
    PlatformGauges(Vertx vertx, Pool pool, MeterRegistry meters, LiveVideo video) {
        this.vertx = vertx;
        this.pool = pool;
        this.meters = meters;
        this.video = video;
    }

    void start(@Observes StartupEvent started) {
        for (PriorityClass one : PriorityClass.values()) {
            Gauge.builder("parley.turns.waiting", this, me -> me.seen.waiting().get(one.ordinal()))
                    .description("Turns that wait, by class")
                    .tag("class", one.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        gauge("parley.leases", "Episodes that hold a slot of a station now", me -> me.seen.leased());
        gauge("parley.offers", "Offers that no station has answered yet", me -> me.seen.offered());
        gauge("parley.proposals", "Asks that wait for a person at a station's console", me -> me.seen.proposed());
        gauge("parley.stations.online", "Stations that are connected", me -> me.seen.online());
        gauge("parley.events.untold", "Events in the outbox that nobody was told of yet", me -> me.seen.untold());
        TimeGauge.builder("parley.events.lag", this, TimeUnit.SECONDS, me -> me.seen.lagSeconds())
                .description("Age of the oldest event that nobody was told of yet")
                .register(meters);
        FunctionCounter.builder("parley.redis.rebuilds", this, me -> me.seen.rebuilds())
                .description("Times the queue's index in Redis was built anew from the database, ever")
                .register(meters);
        gauge("parley.live.viewers", "People who watch live, as far as this replica knows", me -> me.video.viewers());
        look();
        vertx.setPeriodic(EVERY_MS, timer -> look());
    }

    private void gauge(String name, String description, ToDoubleFunction<PlatformGauges> value) {
        Gauge.builder(name, this, value).description(description).register(meters);
    }

    private void look() {
        pool.query(LOOK)
                .execute()
                .onSuccess(rows -> seen = Seen.of(rows.iterator().next()))
                .onFailure(failure -> LOG.debugf(failure, "the gauges keep their last values"));
    }
}
