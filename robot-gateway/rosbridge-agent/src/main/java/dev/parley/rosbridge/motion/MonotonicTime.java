package dev.parley.rosbridge.motion;

import java.time.Duration;

/** Time that only goes forward; whatever is done to this machine's calendar does not move it. Tests bring their own. */
public interface MonotonicTime {
    /** The time of this machine. */
    MonotonicTime SYSTEM = new MonotonicTime() {
        @Override
        public long nowNs() {
            return System.nanoTime();
        }

        @Override
        public void waitUntilNs(long deadlineNs) throws InterruptedException {
            long left = deadlineNs - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
        }
    };

    /** Nanoseconds since some moment; only differences mean anything. */
    long nowNs();

    /** Returns at that moment, or at once when it has passed. */
    void waitUntilNs(long deadlineNs) throws InterruptedException;
}
