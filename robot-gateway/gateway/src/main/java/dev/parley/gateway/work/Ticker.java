package dev.parley.gateway.work;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Calls short tasks again and again on one thread; they start reactive work and never wait for it. */
@ApplicationScoped
public class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gateway-ticker").factory());

    public void every(Duration period, String what, Runnable task) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "%s failed; it is tried again in %s", what, period);
                    }
                },
                period.toNanos(),
                period.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    public void after(Duration pause, Runnable task) {
        executor.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    @PreDestroy
    public void close() {
        executor.shutdownNow();
    }
}
