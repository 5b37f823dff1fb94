package dev.parley.gateway.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** A service that hangs: its processes are stopped in mid-work, connections stay open and nobody answers, until it is closed. */
final class Frozen implements AutoCloseable {
    private final List<ProcessHandle> processes;

    private Frozen(List<ProcessHandle> processes) throws IOException, InterruptedException {
        this.processes = processes;
        signal("-STOP");
    }

    /** The tests' PostgreSQL with every connection's process. */
    static Frozen postgres() throws IOException, InterruptedException {
        Path data = Path.of(ConfigProvider.getConfig().getValue("parley.data", String.class));
        Path pidFile = data.resolveSibling("pg").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        // The postmaster first, so that it starts no process that is missed.
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(all::add);
        return new Frozen(all);
    }

    /** The Redis that this JVM started for the application. */
    static Frozen redis() throws IOException, InterruptedException {
        String url = ConfigProvider.getConfig().getValue("parley.redis.url", String.class);
        String port = url.substring(url.lastIndexOf(':') + 1);
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            return new Frozen(children.filter(child -> isRedisAt(child, port)).toList());
        }
    }

    /** By its program, not by an address that others may know as well; Redis writes its port where its arguments were. */
    private static boolean isRedisAt(ProcessHandle process, String port) {
        String program = process.info().command().orElse("");
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return program.substring(program.lastIndexOf('/') + 1).contains("redis")
                    && Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                            .contains(":" + port);
        } catch (IOException ended) {
            return false;
        }
    }

    int processes() {
        return processes.size();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.stream().filter(ProcessHandle::isAlive).forEach(process -> command.add(Long.toString(process.pid())));
        if (command.size() > 2) {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("-CONT");
    }
}
