package dev.parley.server.child;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/**
 * The embedded Redis. It keeps nothing on disk: PostgreSQL owns the truth. It detaches itself into its own session, so
 * that Ctrl-C in the terminal leaves it to the server; its port and password stay the same over restarts.
 */
public final class RedisChild implements Child {
    private static final String NAME = "redis";
    private static final int CONNECT_WITHIN_MS = 2000;
    private static final long START_WITHIN_S = 20;
    private static final long END_WITHIN_S = 10;

    private final Path folder;
    private final Path records;
    private final int port;
    private final String password;

    public RedisChild(Path folder, Path records, int port, SecureRandom random) {
        this.folder = folder;
        this.records = records;
        this.port = port;
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        this.password = HexFormat.of().formatHex(bytes);
    }

    @Override
    public String name() {
        return NAME;
    }

    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    /**
     * Lays the program out. To be called before other children start: a process that is forked while the program is being
     * written holds it open for a moment, and the kernel then refuses to run it ("Text file busy").
     */
    public void unpack() throws IOException {
        Files.createDirectories(folder);
        executable();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path pidFile = folder.resolve("redis.pid");
        Files.deleteIfExists(pidFile);
        // The configuration goes in by standard input: a command line would show the password to everybody.
        Process starter = new ProcessBuilder(executable().toString(), "-")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start.log").toFile())
                .start();
        try (OutputStream input = starter.getOutputStream()) {
            input.write(configuration(pidFile).getBytes(StandardCharsets.UTF_8));
        }
        if (!starter.waitFor(START_WITHIN_S, TimeUnit.SECONDS) || starter.exitValue() != 0) {
            starter.destroyForcibly();
            throw new IOException(
                    "Redis did not start; see " + folder.resolve("start.log") + " and " + folder.resolve("redis.log"));
        }
        awaitAnswer();
        ProcessHandle process = ProcessHandle.of(pid(pidFile))
                .orElseThrow(() -> new IOException("Redis ended at its start; see " + folder.resolve("redis.log")));
        ChildRecord.of(NAME, process).write(records);
    }

    private String configuration(Path pidFile) {
        return """
                port %d
                bind 127.0.0.1
                requirepass %s
                daemonize yes
                pidfile "%s"
                logfile "%s"
                dir "%s"
                save ""
                appendonly no
                maxmemory 256mb
                maxmemory-policy noeviction
                """.formatted(port, password, pidFile, folder.resolve("redis.log"), folder);
    }

    private Path executable() throws IOException {
        Path executable = folder.resolve("redis-server");
        if (!Files.isExecutable(executable)) {
            File unpacked = ExecutableProvider.newJarResourceProvider().get();
            Files.move(unpacked.toPath(), executable, StandardCopyOption.REPLACE_EXISTING);
            if (!executable.toFile().setExecutable(true)) {
                throw new IOException(executable + " cannot be made executable");
            }
        }
        return executable;
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_WITHIN_S);
        while (!healthy()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Redis does not answer; see " + folder.resolve("redis.log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static long pid(Path pidFile) throws IOException {
        return Long.parseLong(Files.readString(pidFile).strip());
    }

    @Override
    public boolean healthy() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(CONNECT_WITHIN_MS);
            OutputStream out = socket.getOutputStream();
            out.write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(in.readLine()) && "+PONG".equals(in.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        for (ChildRecord record : ChildRecord.all(records)) {
            if (record.name().equals(NAME)) {
                Orphans.end(record, END_WITHIN_S);
            }
        }
        ChildRecord.forget(records, NAME);
    }
}
