package dev.parley.station;

import java.time.Duration;

/** The one thread on which the session lives: frames, heartbeats and decisions, one after the other, none of them long. */
interface ControlLoop extends AutoCloseable {
    /** Something that happens again and again. */
    interface Repeated {
        void cancel();
    }

    void run(Runnable task);

    void after(Duration pause, Runnable task);

    /** At once, and then at this rate. */
    Repeated every(Duration period, Runnable task);

    @Override
    void close();
}
