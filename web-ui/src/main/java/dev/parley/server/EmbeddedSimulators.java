package dev.parley.server;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.server.child.JavaChild;
import dev.parley.server.child.Supervisor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The simulator workers of this machine. They are stations like all others, with a key and a session; only that the
 * server makes the key, a new one at every start, and hands it over by standard input.
 */
@ApplicationScoped
class EmbeddedSimulators {
    private static final Logger LOG = Logger.getLogger(EmbeddedSimulators.class);
    private static final Duration REGISTER_WITHIN = Duration.ofSeconds(20);
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final int KEY_BYTES = 32;

    /** As the worker's README gives them: loading the text encoder takes much for a moment, and the heap shrinks again. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms32m",
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-XX:-ShrinkHeapInSteps",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Stations stations;
    private final ReactiveBridge bridge;
    private final int count;
    private final EmbeddedScenes scenes;
    private final boolean rehearsal;
    private final int port;
    private final Path data;
    private final Path children;
    private final SecureRandom random = new SecureRandom();
    private final Supervisor supervisor = new Supervisor(Clock.systemUTC());

    @Inject
    EmbeddedSimulators(
            Stations stations,
            ReactiveBridge bridge,
            @ConfigProperty(name = "parley.embedded.simulator") int count,
            @ConfigProperty(name = EmbeddedScenes.SETTING) String scenes,
            @ConfigProperty(name = "parley.embedded.rehearsal") boolean rehearsal,
            @ConfigProperty(name = "parley.port") int port,
            @ConfigProperty(name = "parley.data") Path data,
            @ConfigProperty(name = "parley.children") Path children) {
        this.stations = stations;
        this.bridge = bridge;
        this.count = count;
        this.scenes = EmbeddedScenes.parse(scenes);
        this.rehearsal = rehearsal;
        this.port = port;
        this.data = data;
        this.children = children;
    }

    /** Starts them, one after the other, on a thread of their own. */
    void start() {
        if (count > 0 || rehearsal) {
            Thread.ofPlatform().daemon().name("start-simulators").start(this::startAll);
        }
    }

    private void startAll() {
        List<Worker> workers = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            workers.add(new Worker(
                    "sim-" + number,
                    "Sim " + number,
                    StationKind.SIMULATOR,
                    List.of("--scene", String.join(",", scenes.names()))));
        }
        if (rehearsal) {
            workers.add(new Worker("rehearsal", "Rehearsal", StationKind.REHEARSAL, List.of("--rehearse-real")));
        }
        for (Worker worker : workers) {
            try {
                supervisor.start(new JavaChild(program(worker), data.resolve("children")));
            } catch (IOException | RuntimeException e) {
                LOG.errorf("%s could not be started: %s", worker.process(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One worker: its process, the name and kind of its station, and what its command line has beside the usual. */
    private record Worker(String process, String station, StationKind kind, List<String> options) {}

    private JavaChild.Program program(Worker worker) {
        List<String> arguments = new ArrayList<>(List.of(
                "--gateway",
                "http://127.0.0.1:" + port,
                "--data",
                data.resolve("stations").resolve(worker.process()).toString(),
                "--name",
                worker.station()));
        arguments.addAll(worker.options());
        return new JavaChild.Program(
                worker.process(),
                children.resolve("sim-workers"),
                "dev.parley.sim.worker.SimWorker",
                JVM_OPTIONS,
                arguments,
                () -> newKey(worker),
                "PARLEY-SIM-WORKER",
                READY_WITHIN);
    }

    private String newKey(Worker worker) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = "psk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        bridge.onContext(() -> stations.register(worker.station(), worker.kind(), key))
                .await()
                .atMost(REGISTER_WITHIN);
        return key;
    }

    /** Ends them in order and returns when they are gone. */
    void end() {
        supervisor.stopAll();
    }
}
