package dev.parley.gateway.replica;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** A second gateway on the same PostgreSQL, Redis, media server and files as the test's own: a process, to be killed. */
public final class ReplicaProcess implements AutoCloseable {
    private static final Duration BUILD_WITHIN = Duration.ofMinutes(4);
    private static final Duration START_WITHIN = Duration.ofMinutes(2);

    /** What has to be the same for replicas of one installation. */
    private static final List<String> SHARED = List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.reactive.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "parley.redis.url",
            "parley.data",
            "parley.roles",
            "parley.media.kurento-url",
            "parley.gateway.simulator.heartbeat-every",
            "parley.gateway.simulator.controlled-stop-after",
            "parley.gateway.simulator.lost-after",
            "parley.gateway.renew-every",
            "parley.gateway.assignment-sweep-every");

    /** The quick compiler alone: they live for seconds. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final URI uri;

    private ReplicaProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts one with the settings of the running test, and these on top; returns once it serves. */
    public static ReplicaProcess start(Map<String, String> settings) throws Exception {
        Path app = built();
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC", QUICK_START));
        for (String name : SHARED) {
            ConfigProvider.getConfig()
                    .getOptionalValue(name, String.class)
                    .ifPresent(value -> command.add("-D" + name + "=" + value));
        }
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                app.resolve("quarkus-run.jar").toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        ReplicaProcess replica = new ReplicaProcess(process, URI.create("http://127.0.0.1:" + port));
        try {
            Awaitility.await("the other replica serves")
                    .atMost(START_WITHIN)
                    .pollInterval(Duration.ofMillis(200))
                    .until(replica::serves);
        } catch (RuntimeException e) {
            replica.close();
            throw e;
        }
        return replica;
    }

    private boolean serves() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the other replica ended with status " + process.exitValue());
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(uri.resolve("/api/v1/stations"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI uri() {
        return uri;
    }

    /** Ends it as kill -9 does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The server's folder; built once per test run. */
    private static synchronized Path built() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Path output = module.resolve("target/replica");
        Path app = output.resolve("quarkus-app");
        String stamp = Long.toString(ProcessHandle.current().pid());
        Path builtBy = output.resolve("built-by");
        if (Files.exists(builtBy) && Files.readString(builtBy).equals(stamp)) {
            return app;
        }
        Files.createDirectories(output);
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:+UseSerialGC", QUICK_START));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("maven.") || name.equals("basedir"))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                requireNonNull(System.getProperty("java.class.path")),
                ReplicaBuild.class.getName(),
                module.toString(),
                output.toString()));
        Process build = new ProcessBuilder(command).inheritIO().start();
        if (!build.waitFor(BUILD_WITHIN.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
            build.destroyForcibly();
            throw new IllegalStateException("the gateway could not be built into a server");
        }
        Files.writeString(builtBy, stamp);
        return app;
    }

    private static String java() {
        return Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
