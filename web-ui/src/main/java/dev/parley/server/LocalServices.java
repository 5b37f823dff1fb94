package dev.parley.server;

import dev.parley.server.child.Child;
import dev.parley.server.child.DataLock;
import dev.parley.server.child.FreePort;
import dev.parley.server.child.JavaChild;
import dev.parley.server.child.Orphans;
import dev.parley.server.child.PostgresChild;
import dev.parley.server.child.RedisChild;
import dev.parley.server.child.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The services that must be there before Quarkus is: PostgreSQL, Redis and the media server, where embedded. */
final class LocalServices {
    private static final Duration MEDIA_READY_WITHIN = Duration.ofSeconds(60);

    private final Settings settings;
    private final DataLock lock;
    private final PrintStream progress;
    private final Supervisor supervisor = new Supervisor(Clock.systemUTC());

    LocalServices(Settings settings, DataLock lock, PrintStream progress) {
        this.settings = settings;
        this.lock = lock;
        this.progress = progress;
    }

    /**
     * Ends what a killed server left, then starts what is embedded, side by side.
     *
     * @return where the embedded services are, as settings for Quarkus
     */
    Map<String, String> start() throws IOException, InterruptedException {
        Path records = settings.data().resolve("children");
        Map<String, String> found = new HashMap<>();
        List<Child> children = new ArrayList<>();
        if (settings.postgresUrl().isEmpty()) {
            PostgresChild postgres = new PostgresChild(settings.data().resolve("postgres"), records, FreePort.find());
            found.put("parley.postgres.url", postgres.url());
            children.add(postgres);
        }
        if (settings.redisUrl().isEmpty()) {
            RedisChild redis =
                    new RedisChild(settings.data().resolve("redis"), records, FreePort.find(), new SecureRandom());
            redis.unpack();
            found.put("parley.redis.url", redis.url());
            children.add(redis);
        }
        if (settings.kurentoUrl().isEmpty()) {
            int port = FreePort.find();
            found.put("parley.kurento.url", "ws://127.0.0.1:" + port + "/kurento");
            children.add(new JavaChild(mediaServer(port), records));
        }
        found.put("parley.children", settings.children().toString());
        found.put("parley.data", settings.data().toString());
        Orphans.endAll(records);
        startSideBySide(children);
        return found;
    }

    private void startSideBySide(List<Child> children) throws IOException, InterruptedException {
        if (children.isEmpty()) {
            return;
        }
        progress.println("Starting "
                + String.join(", ", children.stream().map(Child::name).toList()) + " ...");
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-").factory())) {
            List<Future<?>> starts = new ArrayList<>();
            for (Child child : children) {
                starts.add(starters.submit(() -> {
                    supervisor.start(child);
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        }
        progress.println("Starting the server ...");
    }

    private JavaChild.Program mediaServer(int port) {
        return new JavaChild.Program(
                "media-server",
                settings.children().resolve("media-server"),
                "dev.parley.media.MediaServerMain",
                List.of(
                        "-Xmx192m",
                        // Small, so that collecting it takes a millisecond: packets wait meanwhile.
                        "-Xmn16m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"),
                List.of("--port", Integer.toString(port)),
                null,
                "PARLEY-MEDIA-SERVER",
                MEDIA_READY_WITHIN);
    }

    /** Ends everything that was started, gives the data folder free and returns. Safe to call again. */
    void end() {
        supervisor.stopAll();
        try {
            lock.close();
        } catch (IOException e) {
            progress.println("The lock of the data folder could not be given back: " + e.getMessage());
        }
    }
}
