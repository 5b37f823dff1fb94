package dev.parley.station;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A control loop whose time stands still until a test moves it. One thread. */
final class ManualLoop implements ControlLoop {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNs).thenComparingLong(Task::order));
    private long nowNs;
    private long order;

    private record Task(long atNs, long order, Runnable work) {}

    long nowNs() {
        return nowNs;
    }

    /** Time passes and everything that is due happens at its time. */
    void advance(Duration time) {
        long until = nowNs + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().atNs() <= until) {
            Task next = tasks.remove();
            nowNs = Math.max(nowNs, next.atNs());
            next.work().run();
        }
        nowNs = until;
    }

    /** Time passes and the whole process stands still. */
    void standStill(Duration time) {
        nowNs += time.toNanos();
    }

    @Override
    public void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration pause, Runnable task) {
        tasks.add(new Task(nowNs + pause.toNanos(), order++, task));
    }

    @Override
    public Repeated every(Duration period, Runnable task) {
        boolean[] cancelled = new boolean[1];
        Runnable again = new Runnable() {
            @Override
            public void run() {
                if (!cancelled[0]) {
                    task.run();
                    after(period, this);
                }
            }
        };
        run(again);
        return () -> cancelled[0] = true;
    }

    @Override
    public void close() {
        tasks.clear();
    }
}
