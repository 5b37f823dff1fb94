package dev.parley.gateway.chain;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.station.StationKind;
import dev.parley.station.EpisodeWatcher;
import dev.parley.station.Milestone;
import dev.parley.station.Station;
import dev.parley.station.StationConfig;
import dev.parley.station.disk.DiskNeeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A station in a process of its own, which may die by {@code kill -9} at an exact point and whose disk may be filled.
 * Arguments: gateway, key, data folder, kind, file of motions, kill point, steps of an episode. Lines on standard input: {@code fill},
 * {@code free}, {@code status}; their end ends it in order.
 */
final class ChildStation implements EpisodeWatcher {
    /** Little enough for a small disk of a test. */
    private static final DiskNeeds NEEDS = new DiskNeeds(3L << 20, 512 << 10);

    private final KillPoint killPoint;

    private ChildStation(KillPoint killPoint) {
        this.killPoint = killPoint;
    }

    public static void main(String[] arguments) throws IOException {
        ChildStation child = new ChildStation(KillPoint.valueOf(arguments[5]));
        Path folder = Path.of(arguments[2]);
        StationKind kind = StationKind.valueOf(arguments[3]);
        StationConfig config = StationConfig.of(URI.create(arguments[0]), arguments[1], folder)
                .withDisk(NEEDS)
                .withWatcher(child);
        MovingBody body = new MovingBody(
                Lab.capabilities(kind), Path.of(arguments[4]), Integer.parseInt(arguments[6]), child::reached);
        try (Station station = Station.connect(config, body);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line, folder.resolve("filler"));
                System.out.println("done " + line + ", held " + station.status().held());
            }
        }
        System.exit(0);
    }

    private static void obey(String line, Path filler) throws IOException {
        switch (line) {
            case "fill" -> fill(filler);
            case "free" -> Files.delete(filler);
            case "status" -> {}
            default -> throw new IllegalArgumentException("fill, free or status, not " + line);
        }
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] kilobyte = new byte[1024];
            while (true) {
                out.write(kilobyte);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    @Override
    public void reached(Milestone milestone, EpisodeId episode) {
        reached(
                switch (milestone) {
                    case STARTED -> KillPoint.BEFORE_JOURNAL;
                    case JOURNALLED -> KillPoint.JOURNALLED;
                    case BODY_ENDED -> KillPoint.ENDED;
                    case REPORT_KEPT -> KillPoint.REPORT_KEPT;
                    case REPORT_SENT -> KillPoint.REPORT_SENT;
                });
    }

    private void reached(KillPoint point) {
        if (point != killPoint) {
            return;
        }
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            // Nothing more happens here until the signal arrives.
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new IllegalStateException("this process cannot be killed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
