package dev.parley.media;

import static dev.parley.media.RpcClient.value;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a viewer costs and how old its picture is: a libwebrtc publisher at 640×480 and 20 pictures a second, the media server as a
 * process of its own, one libwebrtc viewer that reads the clock in the picture, and viewers on the wire beside it.
 */
final class ForwardingBench {

    private static final String READY = "PARLEY-MEDIA-SERVER ";
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 15;
    private static final int JOINS = 12;
    private static final int RUNS = 2;
    private static final int[] VIEWERS = {1, 10, 50, 100};
    private static final String FLAGS = "-Xmx192m -Xmn16m -XX:+UseSerialGC";

    private final Process server = start();
    private final RpcClient rpc = new RpcClient(address(server.inputReader(StandardCharsets.UTF_8)));
    private final String pipeline = rpc.pipeline();
    private final String publishing = rpc.endpoint(pipeline);

    ForwardingBench() throws Exception {}

    @AfterEach
    void end() {
        rpc.close();
        server.destroyForcibly();
    }

    @Test
    void viewersOfOnePicture() throws Exception {
        try (TestPeer publisher = TestPeer.publisher(ClockPicture.WIDTH, ClockPicture.HEIGHT, ClockPicture::paint)) {
            publisher.negotiate(rpc, publishing);
            publisher.film();
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            for (int run = 0; run < RUNS; run++) {
                firstPictures();
                for (int viewers : VIEWERS) {
                    measure(viewers);
                }
            }
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = output.readLine();
        }
        return URI.create(requireNonNull(line, "the media server ended").substring(READY.length()));
    }

    private static Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(FLAGS.split(" ")));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(
                List.of(MediaServerMain.class.getName(), "--viewers-total", "1000", "--viewers-per-pipeline", "1000"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** From the wish to watch to the first decoded picture, one viewer after the other. */
    private void firstPictures() throws Exception {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) {
            CountDownLatch first = new CountDownLatch(1);
            long asked = System.nanoTime();
            try (TestPeer viewer = TestPeer.viewer(picture -> first.countDown())) {
                String watching = watch(viewer);
                if (!first.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no picture within 10 s");
                }
                waits.add(Duration.ofNanos(System.nanoTime() - asked).toMillis());
                rpc.release(watching);
            }
        }
        say("first picture: p50 %d ms, longest %d ms of %d", percentile(waits, 50), percentile(waits, 100), JOINS);
    }

    private void measure(int viewers) throws Exception {
        ConcurrentLinkedQueue<Long> ages = new ConcurrentLinkedQueue<>();
        List<WirePeer> wires = new ArrayList<>();
        List<String> endpoints = new ArrayList<>();
        try (TestPeer viewer = TestPeer.viewer(picture -> ages.add(ClockPicture.age(picture)))) {
            endpoints.add(watch(viewer));
            for (int i = 1; i < viewers; i++) {
                WirePeer wire = new WirePeer();
                wires.add(wire);
                String endpoint = rpc.endpoint(pipeline);
                endpoints.add(endpoint);
                value(rpc.connect(publishing, endpoint));
                wire.accept(rpc.answer(endpoint, wire.offer()));
            }
            for (WirePeer wire : wires) {
                if (!wire.received.tryAcquire(1, 20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a viewer gets nothing");
                }
            }
            TimeUnit.SECONDS.sleep(3);
            ages.clear();
            wires.forEach(wire -> wire.received.drainPermits());
            Duration before = cpu();
            long began = System.nanoTime();
            TimeUnit.SECONDS.sleep(SECONDS);
            double seconds = (System.nanoTime() - began) / 1e9;
            double percent = (cpu().toNanos() - before.toNanos()) / 1e7 / seconds;
            double packets = wires.stream()
                            .mapToInt(wire -> wire.received.availablePermits())
                            .average()
                            .orElse(0)
                    / seconds;
            say(
                    "%d viewers: server %.1f %% of a core; glass to glass p50 %d p95 %d p99 %d ms of %.1f pictures/s; %.0f packets/s a viewer on the wire",
                    viewers,
                    percent,
                    percentile(ages, 50),
                    percentile(ages, 95),
                    percentile(ages, 99),
                    ages.size() / seconds,
                    packets);
        }
        wires.forEach(WirePeer::close);
        for (String endpoint : endpoints) {
            rpc.release(endpoint);
        }
    }

    private static void say(String format, Object... figures) {
        System.out.println(format.formatted(figures));
    }

    private String watch(TestPeer viewer) throws Exception {
        String watching = rpc.endpoint(pipeline);
        value(rpc.connect(publishing, watching));
        viewer.negotiate(rpc, watching);
        return watching;
    }

    private Duration cpu() {
        return server.info().totalCpuDuration().orElseThrow();
    }

    private static long percentile(Iterable<Long> values, int percent) {
        List<Long> all = new ArrayList<>();
        values.forEach(all::add);
        long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? -1 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
