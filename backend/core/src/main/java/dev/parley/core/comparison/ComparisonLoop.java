package dev.parley.core.comparison;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks on every replica what became of comparisons, one look at a time. */
@ApplicationScoped
class ComparisonLoop {
    private static final Logger LOG = Logger.getLogger(ComparisonLoop.class);

    private final Vertx vertx;
    private final Comparisons comparisons;
    private final ComparisonConfig config;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean stopped;

    @Inject
    ComparisonLoop(Vertx vertx, Comparisons comparisons, ComparisonConfig config) {
        this.vertx = vertx;
        this.comparisons = comparisons;
        this.config = config;
    }

    /** @throws IllegalArgumentException where nothing could be drawn with these settings */
    void start(@Observes StartupEvent started) {
        PairDraw.requireEvenShare(config.evenShare());
        vertx.setPeriodic(config.lookEvery().toMillis(), timer -> look());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void look() {
        if (stopped || !looking.compareAndSet(false, true)) {
            return;
        }
        comparisons
                .keep()
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(
                        changed -> {},
                        failure ->
                                LOG.debugf(failure, "comparisons could not be looked at; the next look tries again"));
    }
}
