package dev.parley.core.remote;

import dev.parley.policy.link.LinkFault;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asking servers blocks: each question on a virtual thread of its own. Who calls says how many there are at once. */
@ApplicationScoped
class BlockingWork {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("remote-policies-", 0).factory());

    /**
     * What takes longer is interrupted, and fails as a server that answers too slowly.
     *
     * @param what for the sentence: "Examining it"
     */
    <T> Uni<T> call(Callable<T> work, Duration atMost, String what) {
        Uni<T> called = Uni.createFrom().emitter(emitter -> {
            AtomicBoolean over = new AtomicBoolean();
            try {
                Future<?> running = threads.submit(() -> {
                    try {
                        T found = work.call();
                        over.set(true);
                        emitter.complete(found);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        emitter.fail(e);
                    } catch (Exception e) {
                        over.set(true);
                        emitter.fail(e);
                    }
                });
                // What follows an answer runs on its thread, and is not to be interrupted.
                emitter.onTermination(() -> {
                    if (!over.get()) {
                        running.cancel(true);
                    }
                });
            } catch (RejectedExecutionException e) {
                emitter.fail(e);
            }
        });
        return called.ifNoItem()
                .after(atMost)
                .failWith(() -> new LinkFault(
                        LinkFault.Kind.TIMED_OUT, "%s took longer than %d s.".formatted(what, atMost.toSeconds())));
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
