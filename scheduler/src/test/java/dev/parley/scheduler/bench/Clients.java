package dev.parley.scheduler.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** Clients that each do one thing after the other, as fast as they are answered. */
final class Clients {
    private Clients() {}

    /** @return how often {@code work} was done per second, by all {@code clients} together */
    static double perSecond(int clients, Duration time, IntConsumer work) {
        LongAdder done = new LongAdder();
        long began = System.nanoTime();
        long until = began + time.toNanos();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int number = client;
            CompletableFuture<Void> ended = new CompletableFuture<>();
            running.add(ended);
            Thread.ofPlatform().name("client-" + number).start(() -> {
                try {
                    while (System.nanoTime() < until) {
                        work.accept(number);
                        done.increment();
                    }
                    ended.complete(null);
                } catch (RuntimeException e) {
                    ended.completeExceptionally(e);
                }
            });
        }
        running.forEach(CompletableFuture::join);
        return done.sum() * 1e9 / (System.nanoTime() - began);
    }
}
