package dev.parley.sim.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Runs planned episodes on several cores, scene by scene, each core with worlds and a network of its own. */
final class Evaluation {

    private final Worlds worlds;
    private final int cores;
    private final int worldsOfCore;
    private final BooleanSupplier stopped;

    Evaluation(Worlds worlds, int cores, int worldsOfCore, BooleanSupplier stopped) {
        this.worlds = worlds;
        this.cores = cores;
        this.worldsOfCore = worldsOfCore;
        this.stopped = stopped;
    }

    /** Returns when all have ended or somebody stopped it; throws what went wrong on a core, once all have ended. */
    void run(List<PlannedEpisode> planned) throws InterruptedException {
        Map<String, Queue<PlannedEpisode>> byScene = new LinkedHashMap<>();
        planned.forEach(each -> byScene.computeIfAbsent(each.scene(), scene -> new ConcurrentLinkedQueue<>())
                .add(each));
        AtomicReference<RuntimeException> wrong = new AtomicReference<>();
        BooleanSupplier over = () -> stopped.getAsBoolean() || wrong.get() != null;
        List<Thread> threads = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            WorldLoop loop = new WorldLoop(worlds, worldsOfCore, over);
            threads.add(Thread.ofPlatform().name("evaluate-" + core).start(() -> {
                try {
                    byScene.forEach(loop::run);
                } catch (RuntimeException e) {
                    wrong.compareAndSet(null, e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        RuntimeException failed = wrong.get();
        if (failed != null) {
            throw failed;
        }
    }
}
