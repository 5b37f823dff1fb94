package dev.parley.core.withdrawal;

import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks for due steps on every replica, one look at a time. */
@ApplicationScoped
class WithdrawalLoop {
    private static final Logger LOG = Logger.getLogger(WithdrawalLoop.class);

    private final Vertx vertx;
    private final ReactiveBridge bridge;
    private final WithdrawalWork work;
    private final WithdrawalConfig config;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean stopped;

    @Inject
    WithdrawalLoop(Vertx vertx, ReactiveBridge bridge, WithdrawalWork work, WithdrawalConfig config) {
        this.vertx = vertx;
        this.bridge = bridge;
        this.work = work;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(config.lookEvery().toMillis(), timer -> look());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void look() {
        if (stopped || !working.compareAndSet(false, true)) {
            return;
        }
        bridge.onContext(this::whileDue)
                .onTermination()
                .invoke(() -> working.set(false))
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.debugf(failure, "withdrawals could not be looked for; the next look tries again"));
    }

    private Uni<Void> whileDue() {
        return work.work()
                .chain(due ->
                        due > 0 && !stopped ? whileDue() : Uni.createFrom().voidItem());
    }
}
