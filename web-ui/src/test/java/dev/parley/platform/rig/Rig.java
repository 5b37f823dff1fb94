package dev.parley.platform.rig;

import dev.parley.server.child.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Parley on one machine out of real processes, each of which may be killed: PostgreSQL (fsync and synchronous_commit on),
 * Redis, the media server, server replicas over them or one server with its own, and stations that reach the replicas
 * through a balancer. What the rig started a {@link Keeper} brings back; what a server started its supervisor does.
 * Replicas have data folders of their own and share artifacts and the root key.
 */
public final class Rig implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rig.class.getName());
    private static final Duration BACK_WITHIN = Duration.ofMinutes(7);

    private final RigFolder folder;
    private final Services services;
    private final Shape shape;
    private final List<Integer> serverPorts = new ArrayList<>();
    private final Map<String, Keeper> kept = new LinkedHashMap<>();
    private final Map<String, SupervisedPart> supervised = new LinkedHashMap<>();
    private final String rootKey = secret();
    private final Balancer balancer;
    private final Balancer sticky;
    private final Database database;

    private Rig(String name, Shape shape) throws IOException {
        this.shape = shape;
        folder = RigFolder.fresh(name);
        if (shape.servers() == 1) {
            Services.Embedded own = new Services.Embedded(folder.in("server-1"));
            Services.NAMES.forEach(part -> supervised.put(part, new SupervisedPart(part, own.records())));
            services = own;
        } else {
            services = Services.External.in(folder);
        }
        for (int i = 0; i < shape.servers(); i++) {
            serverPorts.add(FreePort.find());
        }
        balancer = new Balancer(serverPorts, true);
        sticky = new Balancer(serverPorts, false);
        database = new Database(services::databaseUrl);
    }

    /**
     * Starts everything and waits until every station is online. One server has its services embedded, several share
     * external ones.
     *
     * @param name of its folder below {@code target/rig}, which is made anew; logs stay there until the next start
     */
    public static Rig start(String name, Shape shape) throws Exception {
        Rig rig = new Rig(name, shape);
        try {
            rig.startAll();
        } catch (Exception e) {
            rig.close();
            throw e;
        }
        return rig;
    }

    private void startAll() throws Exception {
        // A test that is interrupted must leave nobody behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(folder::endProcesses, "end-rig"));
        start(services.parts());
        List<Part> servers = new ArrayList<>();
        for (int i = 0; i < shape.servers(); i++) {
            String name = "server-" + (i + 1);
            folder.shareArtifacts(name);
            servers.add(java(Program.server(name, folder.path(), settings(name, serverPorts.get(i)))));
        }
        start(servers);
        List<Part> stations = new ArrayList<>();
        for (int i = 0; i < shape.stations(); i++) {
            String name = "station-" + (i + 1);
            stations.add(java(Program.synthetic(name, folder.path(), url().toString(), register(name))));
        }
        for (int i = 0; i < shape.simulators(); i++) {
            String name = "sim-" + (i + 1);
            stations.add(java(Program.simulator(name, folder.path(), url().toString(), register(name))));
        }
        start(stations);
        awaitStations();
    }

    private Part java(Program program) {
        return new JavaPart(program, folder.logs());
    }

    /** Side by side, as they come up where nobody orders them. */
    private void start(List<Part> parts) throws Exception {
        parts.forEach(part -> kept.put(part.name(), new Keeper(part)));
        Together.each(parts, part -> keeper(part.name()).begin());
    }

    private String register(String name) throws SQLException {
        String key = "psk_" + secret();
        database.register(name, key);
        return key;
    }

    private List<String> settings(String name, int port) {
        List<String> settings = new ArrayList<>(List.of(
                "-Dparley.port=" + port,
                "-Dparley.data=" + folder.in(name),
                "-Dparley.embedded.simulator=0",
                "-Dparley.secret.root-key=" + rootKey));
        settings.addAll(services.settings());
        shape.settings().forEach(setting -> settings.add("-D" + setting));
        return settings;
    }

    private static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The replicas together, through the balancer. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + balancer.port() + "/");
    }

    /** As behind a sticky proxy: one replica as long as it lives, the next when it does not. */
    public URI stickyUrl() {
        return URI.create("http://127.0.0.1:" + sticky.port() + "/");
    }

    /** One replica alone, counted from 1. */
    public URI server(int number) {
        return URI.create("http://127.0.0.1:" + serverPorts.get(number - 1) + "/");
    }

    public Database database() {
        return database;
    }

    /** Where Redis is, with the password in it; only where it is external. */
    public RedisURI redis() {
        return RedisURI.create(services.redisUrl());
    }

    public Path artifacts() {
        return folder.artifacts();
    }

    /** Where this virtual machine has unpacked PostgreSQL, or will: the library does so once, wherever it was first asked to. */
    public static Path programs() {
        return RigFolder.programs();
    }

    /** What really ran on the synthetic stations, one line {@code <episode> <fence>} each. */
    public List<String> runs() throws IOException {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < shape.stations(); i++) {
            Path file = folder.in("stations").resolve("station-" + (i + 1)).resolve("runs.log");
            if (Files.exists(file)) {
                runs.addAll(Files.readAllLines(file));
            }
        }
        return runs;
    }

    /** What a replica has written into its log. */
    public String log(String replica) throws IOException {
        return Files.readString(folder.in(replica).resolve("log").resolve("parley.log"));
    }

    /** Whether a part runs and has got through its start: postgres, redis, media-server, server-1, station-1, sim-1. */
    public boolean usable(String part) {
        SupervisedPart child = supervised.get(part);
        return child == null ? keeper(part).usable() : !child.processes().isEmpty();
    }

    /** {@code kill -9}; back after this pause, or when its server's supervisor brings it back, and the time of its start. */
    public void kill(String part, Duration away) throws IOException, InterruptedException {
        SupervisedPart child = supervised.get(part);
        if (child == null) {
            keeper(part).kill(away);
        } else {
            child.kill();
        }
    }

    /** Ends the pause of the last kill. */
    public void bringBack(String part) {
        keeper(part).bringBack();
    }

    /** Does what the fault says, to a part that is there: waits for one that an earlier fault took away. */
    public void inject(Fault fault) throws IOException, InterruptedException {
        await(fault.part());
        switch (fault.kind()) {
            case REDIS_FLUSHED -> flushRedis();
            case STATION_KILLED, REDIS_KILLED, POSTGRES_KILLED, SERVER_KILLED, MEDIA_KILLED, SIMULATOR_KILLED ->
                kill(fault.part(), fault.away());
        }
    }

    /** FLUSHALL: Redis lives and has forgotten everything. */
    public void flushRedis() {
        try (RedisClient client = RedisClient.create(redis())) {
            client.connect().sync().flushall();
        } catch (RedisException e) {
            // Only just started: it has nothing to forget.
            LOG.log(System.Logger.Level.INFO, "Redis could not be flushed: {0}", e.getMessage());
        }
    }

    private Keeper keeper(String part) {
        Keeper keeper = kept.get(part);
        if (keeper == null) {
            throw new IllegalArgumentException("there is no part " + part + "; there are " + kept.keySet());
        }
        return keeper;
    }

    /** Waits until this part is there. */
    public void await(String part) {
        Awaitility.await(part + " usable").atMost(BACK_WITHIN).until(() -> usable(part));
    }

    /** Waits until everything that was killed is back. */
    public void awaitParts() {
        kept.keySet().forEach(this::await);
        supervised.keySet().forEach(this::await);
    }

    /** Waits until every station has a session. */
    public void awaitStations() {
        Awaitility.await("every station online")
                .atMost(BACK_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> database.number("SELECT count(*) FROM station WHERE connection = 'OFFLINE'") == 0);
    }

    /** Processes of this rig that belong to no part that runs now. */
    public List<String> orphans() {
        // Who was started between the two looks of one time is somebody's child at the next.
        List<String> once = strays();
        return once.isEmpty() ? once : strays().stream().filter(once::contains).toList();
    }

    private List<String> strays() {
        List<ProcessHandle> expected = new ArrayList<>();
        kept.values().forEach(keeper -> expected.addAll(keeper.part().processes()));
        supervised.values().forEach(child -> expected.addAll(child.processes()));
        return folder.processesBeside(expected);
    }

    /** Ends everything, the last started first, and fails if a process of the rig is left. */
    @Override
    public void close() throws Exception {
        for (Keeper keeper : kept.values()) {
            keeper.close();
        }
        List<Exception> failures = new ArrayList<>();
        for (Part part : kept.values().stream().map(Keeper::part).toList().reversed()) {
            try {
                part.stop();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        balancer.close();
        sticky.close();
        List<String> left = folder.processesBeside(List.of());
        folder.endProcesses();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("processes were left behind: " + left);
        }
    }
}
