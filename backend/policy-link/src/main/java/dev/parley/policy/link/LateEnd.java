package dev.parley.policy.link;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Ends a connection whose other side takes too long: one that sends a byte now and then would be waited for all day. */
final class LateEnd {
    private LateEnd() {}

    /** @return to be interrupted where it came in time */
    static Thread of(Socket socket, Duration within) {
        return Thread.ofVirtual().name("policy-late").start(() -> {
            try {
                Thread.sleep(within);
                closeQuietly(socket);
            } catch (InterruptedException e) {
                // It came in time, or was given up.
                Thread.currentThread().interrupt();
            }
        });
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(LateEnd.class.getName()).log(System.Logger.Level.DEBUG, "closing a connection", e);
        }
    }
}
