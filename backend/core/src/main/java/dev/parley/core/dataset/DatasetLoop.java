package dev.parley.core.dataset;

import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.reactive.ReactiveBridge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * On every replica: takes the next data set that waits, one at a time, keeps its lease while it is written, and takes those down in which
 * something was taken back, or that nobody has fetched for long.
 */
@ApplicationScoped
class DatasetLoop {
    private static final Logger LOG = Logger.getLogger(DatasetLoop.class);

    /** So long nobody is silent who still writes, or sends what is written to a store; what was taken back is gone within the hour. */
    private static final Duration ABANDONED = Duration.ofMinutes(45);

    private final Vertx vertx;
    private final ReactiveBridge bridge;
    private final DatasetLeases leases;
    private final DatasetKeeping keeping;
    private final DatasetWork work;
    private final ArchiveStore archives;
    private final DatasetConfig config;
    private final Clock clock;
    private final ExecutorService writer = one("dataset-writer");
    private final ExecutorService eraser = one("dataset-eraser");
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean recalling = new AtomicBoolean();
    private volatile Optional<Running> running = Optional.empty();
    private volatile boolean stopped;

    private record Running(DatasetLeases.Claim claim, DatasetProgress progress) {}

    @Inject
    DatasetLoop(
            Vertx vertx,
            ReactiveBridge bridge,
            DatasetLeases leases,
            DatasetKeeping keeping,
            DatasetWork work,
            ArchiveStore archives,
            DatasetConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.bridge = bridge;
        this.leases = leases;
        this.keeping = keeping;
        this.work = work;
        this.archives = archives;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(config.lookEvery().toMillis(), timer -> alone(looking, this::look));
        vertx.setPeriodic(config.recallEvery().toMillis(), timer -> alone(recalling, this::recall));
    }

    /** The lease goes on until it ends: another replica, or the next start, takes it over. */
    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        running.ifPresent(own -> own.progress().lose());
        writer.shutdownNow();
        eraser.shutdownNow();
    }

    private void alone(AtomicBoolean busy, Supplier<Uni<Void>> what) {
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        bridge.onContext(what)
                .onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(failure, "data sets could not be looked for; the next look tries again"));
    }

    private Uni<Void> look() {
        return running.map(this::keep)
                .orElseGet(() -> leases.claim(config.lease())
                        .invoke(claim -> claim.ifPresent(this::begin))
                        .replaceWithVoid());
    }

    private Uni<Void> keep(Running own) {
        return leases.renew(
                        own.claim(),
                        config.lease(),
                        own.progress().done(),
                        own.progress().total())
                .invoke(still -> {
                    if (!still) {
                        own.progress().lose();
                    }
                })
                .replaceWithVoid();
    }

    private void begin(DatasetLeases.Claim claim) {
        Running own = new Running(claim, new DatasetProgress());
        running = Optional.of(own);
        writer.execute(() -> {
            try {
                work.write(claim, own.progress());
            } finally {
                running = Optional.empty();
            }
        });
    }

    /** One look; public to tests, which do not wait for the clock. */
    Uni<Void> recall() {
        return keeping.recall()
                .invoke(taken -> {
                    if (taken > 0) {
                        LOG.infof("%d data sets were taken down: something in them was taken back", taken);
                    }
                })
                .chain(() -> keeping.expire(config.keep()))
                .invoke(ended -> {
                    if (ended > 0) {
                        LOG.infof("%d data sets are kept no longer: nobody fetched them for %s", ended, config.keep());
                    }
                })
                .chain(keeping::toErase)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(this::erase)
                        .collect()
                        .asList())
                .chain(() -> onDisk(() -> archives.forgetWork(clock.instant().minus(ABANDONED))));
    }

    private Uni<Void> erase(DatasetId id) {
        return onDisk(() -> archives.erase(id.toString()))
                .chain(() -> keeping.erased(id))
                // One that cannot go now keeps no other.
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure, "the archive of data set %s could not be deleted; the next look tries again", id))
                .onFailure()
                .recoverWithNull();
    }

    private interface Deletion {
        void run() throws IOException;
    }

    private Uni<Void> onDisk(Deletion deletion) {
        return Uni.createFrom().voidItem().emitOn(eraser).invoke(() -> {
            try {
                deletion.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static ExecutorService one(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }
}
