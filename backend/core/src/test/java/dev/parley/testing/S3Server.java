package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * S3Proxy over a folder: a real server of the S3 protocol that checks signatures, as a process of its own on a loopback
 * port. Its class path was written by the build. A test may take it away and bring it back with everything in it.
 */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "recordings";
    public static final String ACCESS_KEY = "parley-test";
    public static final String SECRET_KEY = "only-for-tests";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private Process process;

    public S3Server() {
        try {
            folder = Files.createTempDirectory("parley-s3-");
            Files.createDirectories(folder.resolve("objects").resolve(BUCKET));
            port = freePort();
            Files.writeString(folder.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
            Files.write(
                    folder.resolve("server.properties"),
                    List.of(
                            "s3proxy.endpoint=" + endpoint(),
                            "s3proxy.authorization=aws-v2-or-v4",
                            // It checks no digests that are sent along; the signature covers them all the same.
                            "s3proxy.ignore-unknown-headers=true",
                            "s3proxy.identity=" + ACCESS_KEY,
                            "s3proxy.credential=" + SECRET_KEY,
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.filesystem.basedir=" + folder.resolve("objects")));
            process = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Settings with which a server keeps its artifacts here. */
    public Map<String, String> settings() {
        return Map.of(
                "parley.artifacts.store",
                "s3",
                "parley.artifacts.s3.endpoint",
                endpoint().toString(),
                "parley.artifacts.s3.bucket",
                BUCKET,
                "parley.artifacts.s3.prefix",
                "parley/",
                "parley.artifacts.s3.path-style",
                "true",
                "parley.artifacts.s3.access-key",
                ACCESS_KEY,
                "parley.artifacts.s3.secret-key",
                SECRET_KEY,
                "parley.artifacts.s3.timeout",
                "5s");
    }

    public void stop() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the S3 server did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void restart() {
        try {
            process = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                        "-cp",
                        Files.readString(Path.of("target", "s3-server.classpath")),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        folder.resolve("server.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "stop-s3-server"));
        Instant until = Instant.now().plus(STARTS_WITHIN);
        while (!listens()) {
            if (!started.isAlive() || Instant.now().isAfter(until)) {
                throw new IOException("the S3 server did not start; see " + folder.resolve("log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
