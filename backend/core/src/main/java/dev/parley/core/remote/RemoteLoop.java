package dev.parley.core.remote;

import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for examinations and for canaries that are due on every replica that is a gateway: a few of each at a time, so that a slow server holds nobody up. */
@ApplicationScoped
class RemoteLoop {
    private static final Logger LOG = Logger.getLogger(RemoteLoop.class);

    private final Vertx vertx;
    private final ReactiveBridge bridge;
    private final ExaminationWork examinations;
    private final CanaryWork canaries;
    private final RemoteConfig config;
    private final Semaphore examining;
    private final Semaphore asking;
    private final boolean active;
    private volatile boolean stopped;

    @Inject
    RemoteLoop(
            Vertx vertx,
            ReactiveBridge bridge,
            ExaminationWork examinations,
            CanaryWork canaries,
            RemoteConfig config,
            @ConfigProperty(name = "parley.roles", defaultValue = "web,api,scheduler,gateway") List<String> roles) {
        this.vertx = vertx;
        this.bridge = bridge;
        this.examinations = examinations;
        this.canaries = canaries;
        this.config = config;
        examining = new Semaphore(config.atOnce());
        asking = new Semaphore(config.atOnce());
        // Who passes episodes' questions on reaches the servers; another replica might call a server away that is not.
        active = roles.contains("gateway");
    }

    void start(@Observes StartupEvent started) {
        if (!active) {
            return;
        }
        vertx.setPeriodic(config.lookEvery().toMillis(), timer -> {
            look(examining, examinations::next);
            look(asking, canaries::next);
        });
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /** One more at each look; each goes on while it finds work. */
    private void look(Semaphore free, Supplier<Uni<Boolean>> next) {
        if (stopped || !free.tryAcquire()) {
            return;
        }
        bridge.onContext(() -> whileThereAre(next))
                .onTermination()
                .invoke(() -> free.release())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(
                                failure, "policies elsewhere could not be looked after; the next look tries again"));
    }

    private Uni<Void> whileThereAre(Supplier<Uni<Boolean>> next) {
        return next.get()
                .chain(found -> found && !stopped
                        ? whileThereAre(next)
                        : Uni.createFrom().voidItem());
    }
}
