package dev.parley.server.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port nobody listens on now. A child keeps its port over restarts, so that those who use it find it again. */
public final class FreePort {
    private FreePort() {}

    /** @return a TCP port of the loopback interface */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
