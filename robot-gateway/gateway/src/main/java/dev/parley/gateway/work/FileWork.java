package dev.parley.gateway.work;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.GatewayConfig;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Files and digests of the gateway: a few named threads and a bounded queue, so that disks never stall an event loop. */
@ApplicationScoped
public class FileWork {
    private final ThreadPoolExecutor executor;

    @Inject
    public FileWork(GatewayConfig config) {
        executor = new ThreadPoolExecutor(
                config.limits().fileThreads(),
                config.limits().fileThreads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.limits().fileQueue()),
                Thread.ofPlatform().daemon().name("gateway-files-", 0).factory());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs {@code work} there; fails with SERVICE_AWAY when too much waits already. */
    public <T> Uni<T> call(Callable<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                executor.execute(() -> {
                    try {
                        emitter.complete(work.call());
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                });
            } catch (RejectedExecutionException e) {
                emitter.fail(new ParleyException(
                        ErrorCode.SERVICE_AWAY, "the gateway's disks are busy; try again in some seconds"));
            }
        });
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }
}
