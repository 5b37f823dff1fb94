package dev.parley.core.startphoto;

import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Forgets pictures of starts after their time, on every replica: up to 2 MiB each, they are of use while their comparison is under way.
 * How unlike the starts were, and who accepted that and why, stays.
 */
@ApplicationScoped
class StartPhotoKeeping {
    private static final Logger LOG = Logger.getLogger(StartPhotoKeeping.class);

    private static final String FORGET = """
            UPDATE start_photo SET png = NULL, why = 'The picture is kept no longer.'
            WHERE png IS NOT NULL AND taken_at < clock_timestamp() - $1 * interval '1 millisecond'""";

    private final Vertx vertx;
    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final StartPhotoConfig config;

    @Inject
    StartPhotoKeeping(Vertx vertx, Pool postgres, ReactiveBridge bridge, StartPhotoConfig config) {
        this.vertx = vertx;
        this.postgres = postgres;
        this.bridge = bridge;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(
                config.forgetEvery().toMillis(),
                timer -> forget().subscribe()
                        .with(
                                forgotten -> LOG.debugf("%d pictures of starts are kept no longer", forgotten),
                                failure -> LOG.debugf(
                                        failure,
                                        "old pictures of starts could not be forgotten; the next look tries again")));
    }

    /** @return how many */
    Uni<Integer> forget() {
        return bridge.onContext(() -> postgres.preparedQuery(FORGET)
                .execute(Tuple.of((double) config.keep().toMillis()))
                .map(RowSet::rowCount));
    }
}
