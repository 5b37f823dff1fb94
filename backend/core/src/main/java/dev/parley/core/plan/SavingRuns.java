package dev.parley.core.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Simulations that somebody asked for, one at a time on half of the cores. Whoever looks at one starts it; since the same
 * wish gives the same numbers, it does not matter which replica plays it, and nothing has to be kept. Thread-safe.
 */
@ApplicationScoped
public class SavingRuns {
    private static final Logger LOG = Logger.getLogger(SavingRuns.class);

    /** With the one that plays. */
    static final int MOST_WAITING = 5;

    private static final int KEPT = 200;

    private final Cache<SavingWish, SavingRun> runs =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Semaphore places = new Semaphore(MOST_WAITING);
    // What is played in parallel stays inside of the pool that it was begun in.
    private final ForkJoinPool pool =
            new ForkJoinPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final ExecutorService line = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("simulated-studies").daemon().factory());

    /**
     * How far one is.
     *
     * @param progress 0 to 1
     * @param saving there once it is over
     */
    public record Look(SavingWish wish, double progress, Optional<Saving> saving) {}

    /**
     * Looks at a simulation, and starts it where nobody has.
     *
     * @throws ParleyException QUEUE_FULL while as many wait as may
     */
    public Look look(SavingWish wish) {
        SavingRun run =
                runs.asMap().compute(wish, (key, known) -> known == null || known.failed() ? begin(key) : known);
        return new Look(wish, run.progress(), run.result());
    }

    private SavingRun begin(SavingWish wish) {
        if (!places.tryAcquire()) {
            throw new ParleyException(
                    ErrorCode.QUEUE_FULL,
                    "%d simulations wait, which is as many as may; look again in a minute.".formatted(MOST_WAITING));
        }
        SavingRun run = new SavingRun(wish);
        line.execute(() -> {
            try {
                pool.submit(run::play).join();
            } catch (CancellationException e) {
                LOG.debugf("the simulation %s ends with the server", wish);
            } catch (RuntimeException e) {
                LOG.errorf(e, "the simulation %s failed", wish);
            } finally {
                places.release();
            }
        });
        return run;
    }

    @PreDestroy
    void stop() {
        line.shutdownNow();
        pool.shutdownNow();
    }
}
