package dev.parley.platform.rig;

import dev.parley.server.child.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole platform as docker/compose.yaml describes it, out of processes: {@link DebianServices}, a media server of its
 * own, two replicas with the settings and secrets of docker/, and a simulator worker that comes through the proxy. Nothing
 * is kept alive: what is killed stays away.
 */
public final class Installation implements AutoCloseable {
    private static final Duration ONLINE_WITHIN = Duration.ofMinutes(2);

    private final RigFolder folder;
    private final DebianServices services;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private Installation(String name) throws IOException {
        folder = RigFolder.fresh(name);
        services = DebianServices.in(folder);
    }

    /** @param name of its folder below {@code target/rig}, which is made anew; logs stay there until the next start */
    public static Installation start(String name) throws Exception {
        Installation installation = new Installation(name);
        try {
            installation.startAll();
        } catch (Exception e) {
            installation.close();
            throw e;
        }
        return installation;
    }

    private void startAll() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(folder::endProcesses, "end-installation"));
        services.makeSecrets();
        int mediaPort = FreePort.find();
        start(services.postgres());
        services.makeDatabase();
        start(services.redis());
        start(services.turn());
        start(new JavaPart(Program.mediaServer(folder.path(), mediaPort), folder.logs()));
        List<Integer> ports = List.of(FreePort.find(), FreePort.find());
        // The second after the first, which makes the tables.
        for (int i = 0; i < ports.size(); i++) {
            String name = "server-" + (i + 1);
            start(new JavaPart(
                    Program.server(name, folder.path(), environment(name, ports.get(i), mediaPort)), folder.logs()));
        }
        start(services.proxy(ports));
        start(new JavaPart(
                Program.simulator(
                        "sim-1", folder.path(), url().toString(), DebianServices.text(services.secret("station_key"))),
                folder.logs()));
        Awaitility.await("the simulator online")
                .atMost(ONLINE_WITHIN)
                .until(() -> database().number("SELECT count(*) FROM station WHERE connection = 'ONLINE'") == 1);
    }

    private Map<String, String> environment(String server, int port, int mediaPort) throws IOException {
        Map<String, String> environment = services.environment(mediaPort);
        environment.put("PARLEY_PORT", Integer.toString(port));
        environment.put("PARLEY_DATA", folder.in(server).toString());
        environment.put("PARLEY_ARTIFACTS_FOLDER", folder.artifacts().toString());
        return environment;
    }

    private void start(Part part) throws IOException, InterruptedException {
        parts.put(part.name(), part);
        part.start();
    }

    /** Where browsers, REST and stations come in: the proxy. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + services.proxyPort() + "/");
    }

    public Database database() {
        return new Database(() -> services.databaseUrl("parley"), "parley", secret("postgres_password"));
    }

    /** For a client of Redis, with the password in it. */
    public String redisUrl() {
        return "redis://:" + secret("redis_password") + "@127.0.0.1:" + services.redisPort();
    }

    /** The user, password and place of coturn, as Kurento gets them: {@code user:password@host:port}. */
    public String turn() {
        return secret("WebRtcEndpoint.conf.ini")
                .substring("turnURL=".length())
                .replace("coturn:3478", "127.0.0.1:" + services.turnPort());
    }

    private String secret(String file) {
        try {
            return DebianServices.text(services.secret(file));
        } catch (IOException e) {
            throw new IllegalStateException("the secrets are gone", e);
        }
    }

    /** What one of them has said so far. */
    public String log(String part) throws IOException {
        return Files.readString(folder.logs().resolve(part + ".log"));
    }

    /** The folders in the data of a replica, for seeing what it keeps by itself. */
    public List<String> kept(String server) throws IOException {
        try (Stream<Path> files = Files.list(folder.in(server))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** {@code kill -9}. */
    public void kill(String part) throws IOException, InterruptedException {
        Objects.requireNonNull(parts.get(part), part).kill();
    }

    /** Ends everything, the last started first. */
    @Override
    public void close() throws Exception {
        List<Exception> failures = new ArrayList<>();
        for (Part part : List.copyOf(parts.values()).reversed()) {
            try {
                part.stop();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        folder.endProcesses();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
