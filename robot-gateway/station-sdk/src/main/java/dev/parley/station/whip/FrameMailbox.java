package dev.parley.station.whip;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the latest picture between one writer and one reader. Three buffers rotate, so the writer copies outside the
 * lock and never waits for the reader; a picture nobody took is overwritten.
 */
final class FrameMailbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final int length;
    private int[] writing;
    private int[] latest;
    private int[] reading;
    private boolean fresh;
    private boolean everFilled;

    FrameMailbox(int pixels) {
        length = pixels;
        writing = new int[pixels];
        latest = new int[pixels];
        reading = new int[pixels];
    }

    /** Copies the picture in. One thread only. */
    void put(int[] argb) {
        if (argb.length != length) {
            throw new IllegalArgumentException(
                    "a picture of this camera has " + length + " pixels, this one has " + argb.length);
        }
        System.arraycopy(argb, 0, writing, 0, length);
        lock.lock();
        try {
            int[] written = writing;
            writing = latest;
            latest = written;
            fresh = true;
            everFilled = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a new picture, at most the given time. True if {@link #current} changed. One thread only. */
    boolean awaitNext(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!fresh && left > 0) {
                left = arrived.awaitNanos(left);
            }
            if (!fresh) {
                return false;
            }
            int[] read = reading;
            reading = latest;
            latest = read;
            fresh = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** True once any picture was put. */
    boolean isFilled() {
        lock.lock();
        try {
            return everFilled;
        } finally {
            lock.unlock();
        }
    }

    /** The picture the reader holds; it stays unchanged until the reader asks for the next one. */
    int[] current() {
        return reading;
    }
}
