package dev.parley.sim.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on several threads, each with a world of its own. */
final class ParallelWorlds {

    private ParallelWorlds() {}

    /** What one thread does until nothing is left. */
    interface Work {
        void run() throws Exception;
    }

    /** Returns when all have ended; throws what the first of them threw. */
    static void run(int threads, Work work) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> {
                    work.run();
                    return true;
                });
            }
            for (Future<Boolean> worker : executor.invokeAll(workers)) {
                worker.get();
            }
        }
    }
}
