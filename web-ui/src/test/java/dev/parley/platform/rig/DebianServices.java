package dev.parley.platform.rig;

import dev.parley.server.child.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL, Redis, coturn and nginx as Debian brings them, each set up as docker/compose.yaml sets up its container: with
 * the files that docker/make-secrets.sh makes and with docker/nginx.conf. What differs is where they listen.
 *
 * @param folder of the installation; the secrets lie in {@code docker/secrets} in it
 */
record DebianServices(RigFolder folder, int postgresPort, int redisPort, int turnPort, int proxyPort) {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");

    static DebianServices in(RigFolder folder) throws IOException {
        return new DebianServices(folder, FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
    }

    /** Runs the script as an operator would, in a copy of its folder. */
    void makeSecrets() throws IOException, InterruptedException {
        Files.createDirectories(folder.in("docker"));
        Path script = Files.copy(
                DOCKER.resolve("make-secrets.sh"), folder.in("docker").resolve("make-secrets.sh"));
        run(List.of("sh", script.toString()));
    }

    Path secret(String file) {
        return folder.in("docker").resolve("secrets").resolve(file);
    }

    /** An empty cluster whose superuser has the password of the installation, as the image of PostgreSQL makes it. */
    DebianPart postgres() throws IOException, InterruptedException {
        Path data = folder.in("postgres");
        List<String> make = new ArrayList<>(notAsRoot());
        make.addAll(List.of(
                postgresProgram("initdb"),
                "--pgdata=" + data,
                "--username=parley",
                "--pwfile=" + secret("postgres_password"),
                "--auth=scram-sha-256",
                "--data-checksums"));
        run(make);
        List<String> serve = new ArrayList<>(notAsRoot());
        serve.addAll(List.of(postgresProgram("postgres"), "-D", data.toString()));
        for (String setting : List.of(
                "port=" + postgresPort,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "max_connections=120")) {
            serve.addAll(List.of("-c", setting));
        }
        return new DebianPart("postgres", serve, postgresPort, folder.logs());
    }

    /** What POSTGRES_DB of the image does at its first start. */
    void makeDatabase() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(
                        databaseUrl("postgres"), "parley", text(secret("postgres_password")));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE parley");
        }
    }

    String databaseUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + database;
    }

    DebianPart redis() throws IOException {
        Files.createDirectories(folder.in("redis"));
        return new DebianPart(
                "redis",
                List.of(
                        "redis-server",
                        secret("redis.conf").toString(),
                        "--port",
                        Integer.toString(redisPort),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.in("redis").toString()),
                redisPort,
                folder.logs());
    }

    DebianPart turn() throws IOException {
        Files.createDirectories(folder.in("coturn"));
        Path settings = folder.in("coturn").resolve("turnserver.conf");
        Files.writeString(
                settings,
                text(secret("turnserver.conf"))
                        .replace("listening-port=3478", "listening-port=" + turnPort)
                        .replace("/tmp/", folder.in("coturn") + "/"));
        // Its log says what it relayed.
        return new DebianPart(
                "coturn", List.of("turnserver", "-c", settings.toString(), "--verbose"), turnPort, folder.logs());
    }

    /** @param servers where the two replicas listen */
    DebianPart proxy(List<Integer> servers) throws IOException {
        Path own = Files.createDirectories(folder.in("nginx"));
        Path settings = own.resolve("nginx.conf");
        Files.writeString(
                settings,
                Files.readString(DOCKER.resolve("nginx.conf"))
                        .replace("server-1:8080", "127.0.0.1:" + servers.get(0))
                        .replace("server-2:8080", "127.0.0.1:" + servers.get(1))
                        .replace("listen 8080", "listen 127.0.0.1:" + proxyPort)
                        .replace("/tmp/", own + "/"));
        // As root, nginx would give its folders to a user who may not reach them.
        String globals = isRoot() ? "daemon off; user root;" : "daemon off;";
        return new DebianPart(
                "nginx", List.of(system("nginx"), "-c", settings.toString(), "-g", globals), proxyPort, folder.logs());
    }

    /** Every line of the settings file and of the secrets, with the names of containers exchanged for places on this machine. */
    Map<String, String> environment(int mediaPort) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (Path file : List.of(DOCKER.resolve("settings.env"), secret("server.env"))) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] setting = line.split("=", 2);
                    all.put(setting[0], setting[1]);
                }
            }
        }
        Map<String, String> places = Map.of(
                "postgres:5432", "127.0.0.1:" + postgresPort,
                "redis:6379", "127.0.0.1:" + redisPort,
                "kurento:8888", "127.0.0.1:" + mediaPort,
                "172.30.8.0/24", "127.0.0.1/32",
                "localhost:8080", "127.0.0.1:" + proxyPort);
        all.replaceAll((name, value) -> {
            String here = value;
            for (Map.Entry<String, String> place : places.entrySet()) {
                here = here.replace(place.getKey(), place.getValue());
            }
            return here;
        });
        return all;
    }

    static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static String postgresProgram(String name) throws IOException {
        try (Stream<Path> versions = Files.list(POSTGRES_VERSIONS)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("there is no " + name + " in " + POSTGRES_VERSIONS))
                    .toString();
        }
    }

    /** Debian keeps servers where the path of ordinary users does not lead. */
    private static String system(String name) {
        Path program = Path.of("/usr/sbin", name);
        return Files.isExecutable(program) ? program.toString() : name;
    }

    /** PostgreSQL refuses root: in a user namespace nobody is root. */
    private static List<String> notAsRoot() {
        return isRoot() ? List.of("unshare", "-U") : List.of();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed: " + said);
        }
    }
}
