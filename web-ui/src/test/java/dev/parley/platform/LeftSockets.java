package dev.parley.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.core.person.PersonCookie;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Browsers that open a page's WebSocket, and such that are closed while it is opened. */
final class LeftSockets {
    private static final int PATIENCE_MS = 20_000;
    /** As a session's cookie is shaped, so that it is looked up. */
    private static final String NOBODYS = "nobody".repeat(7) + "x";

    private final URI server;

    LeftSockets(URI server) {
        this.server = server;
    }

    /**
     * So many people ask for one again and again, and hang up without a goodbye, each time a little later. They look signed in, so
     * that the server looks them up first: by then many of them have left.
     */
    void leave(int people, int times, Duration latest) throws Exception {
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> left = IntStream.range(0, people)
                    .mapToObj(person -> together.<Void>submit(() -> {
                        for (int time = 0; time < times; time++) {
                            leaveAfter(latest.multipliedBy(time).dividedBy(times));
                        }
                        return null;
                    }))
                    .toList();
            for (Future<Void> one : left) {
                one.get();
            }
        }
    }

    private void leaveAfter(Duration delay) throws IOException {
        try (Socket socket = asked()) {
            LockSupport.parkNanos(delay.toNanos());
            socket.setSoLinger(true, 0);
        }
    }

    /** The first line of the answer. */
    String answer() throws IOException {
        try (Socket socket = asked()) {
            socket.setSoTimeout(PATIENCE_MS);
            StringBuilder line = new StringBuilder();
            for (int read = socket.getInputStream().read();
                    read > '\r';
                    read = socket.getInputStream().read()) {
                line.append((char) read);
            }
            return line.toString();
        }
    }

    private Socket asked() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream().write("""
                        GET /VAADIN/push?v-r=push&v-uiId=0&v-pushId=%s&X-Atmosphere-Transport=websocket HTTP/1.1
                        Host: %s
                        Origin: %s
                        Cookie: %s=%s
                        Connection: Upgrade
                        Upgrade: websocket
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """.formatted(
                        UUID.randomUUID(),
                        server.getAuthority(),
                        server.resolve("/").toString().replaceAll("/$", ""),
                        PersonCookie.NAME,
                        NOBODYS)
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
        return socket;
    }
}
