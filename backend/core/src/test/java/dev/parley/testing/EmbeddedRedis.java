package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A Redis without persistence on a loopback port of its own, which a test may stop and start again. */
public final class EmbeddedRedis implements AutoCloseable {
    private final int port;
    private RedisServer server;

    public EmbeddedRedis() {
        port = freePort();
        server = start(port);
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Takes Redis away as a crash would, with everything in it. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings an empty Redis back on the same port. */
    public void restart() {
        server = start(port);
    }

    @Override
    public void close() {
        stop();
    }

    private static RedisServer start(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
