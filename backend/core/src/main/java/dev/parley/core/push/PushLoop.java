package dev.parley.core.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks on every replica what browsers are to be told, one look of each kind at a time. */
@ApplicationScoped
class PushLoop {
    private static final Logger LOG = Logger.getLogger(PushLoop.class);

    private final Vertx vertx;
    private final PushRound round;
    private final PushConfig config;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean atLines = new AtomicBoolean();
    private volatile boolean stopped;

    @Inject
    PushLoop(Vertx vertx, PushRound round, PushConfig config) {
        this.vertx = vertx;
        this.round = round;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(
                config.lookEvery().toMillis(),
                timer -> look(telling, () -> round.prompts().chain(round::send)));
        vertx.setPeriodic(config.linesEvery().toMillis(), timer -> look(atLines, round::lines));
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void look(AtomicBoolean looking, Supplier<Uni<Void>> work) {
        if (stopped || !looking.compareAndSet(false, true)) {
            return;
        }
        work.get()
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(failure, "nobody could be told just now; the next look tries again"));
    }
}
