package dev.parley.platform.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work for several things at once. */
final class Together {
    private Together() {}

    interface Work<T> {
        void on(T each) throws Exception;
    }

    /** Returns when all are done, and throws what the first of them threw. */
    static <T> void each(List<? extends T> all, Work<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> results = new ArrayList<>();
            for (T each : all) {
                results.add(threads.submit(() -> {
                    work.on(each);
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
