package dev.parley.rosbridge.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** What waits to be sent on one connection. A stop goes ahead, and takes away the commands that it stops. Thread-safe. */
final class Outbox {
    /** More than this waits only where nothing leaves any more. */
    private static final int MOST = 64;

    record Letter(String topic, String text) {}

    private final Deque<Letter> letters = new ArrayDeque<>();
    private boolean closed;

    /** @return false if nothing more is taken */
    synchronized boolean put(Letter letter) {
        if (closed || letters.size() >= MOST) {
            return false;
        }
        letters.addLast(letter);
        notifyAll();
        return true;
    }

    synchronized boolean putFirst(Letter letter) {
        if (closed) {
            return false;
        }
        letters.removeIf(waiting -> waiting.topic().equals(letter.topic()));
        letters.addFirst(letter);
        notifyAll();
        return true;
    }

    /** Waits for the next one. */
    synchronized Letter take() throws InterruptedException {
        while (letters.isEmpty()) {
            if (closed) {
                throw new InterruptedException("closed");
            }
            wait();
        }
        return letters.removeFirst();
    }

    synchronized void close() {
        closed = true;
        letters.clear();
        notifyAll();
    }
}
