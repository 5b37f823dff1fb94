package dev.parley.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.station.disk.DiskNeeds;
import dev.parley.station.disk.DiskRoom;
import dev.parley.station.journal.EpisodeJournal;
import dev.parley.station.upload.ArtifactUploader;
import dev.parley.station.v1.Artifact;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeReport;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.UploadTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that was not taken at once is not left behind. */
class EpisodeReporterTest {
    private static final String FILM = "main.mp4";
    private static final byte[] CONTENT = "film".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path root;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger stored = new AtomicInteger();
    private HttpServer platform;
    private HttpClient http;
    private volatile int failures;
    private volatile int refusal = 500;

    @BeforeEach
    void start() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/uploads/" + FILM, this::take);
        platform.start();
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        platform.stop(0);
    }

    /** The database of the platform was restarted three times within eight attempts, and the film stayed on the station. */
    @Test
    void wantedRecordingArrivesHoweverOftenThePlatformFailedBefore() throws Exception {
        failures = 23;

        assertThat(reporter().uploadWanted(ended(), List.of(FILM))).isTrue();
        assertThat(stored).hasValue(1);
        assertThat(asked).hasValue(24);
    }

    @Test
    void recordingThatThePlatformWillNeverTakeIsOfferedOnce() throws Exception {
        failures = Integer.MAX_VALUE;
        refusal = 403;

        assertThat(reporter().uploadWanted(ended(), List.of(FILM))).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void recordingThatWasDeletedHereIsNotOffered() throws Exception {
        EpisodeRecord record = ended();
        Files.delete(record.folder().path().resolve(FILM));

        assertThat(reporter().uploadWanted(record, List.of(FILM))).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void stationThatClosesStopsTrying() throws Exception {
        failures = Integer.MAX_VALUE;
        EpisodeRecord record = ended();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> reporter().uploadWanted(record, List.of(FILM)))
                .isInstanceOf(InterruptedException.class);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean asks = exchange.getRequestMethod().equals("HEAD");
            if (asks && asked.incrementAndGet() <= failures) {
                exchange.sendResponseHeaders(refusal, -1);
            } else if (asks) {
                exchange.getResponseHeaders().add("Upload-Offset", "0");
                exchange.sendResponseHeaders(200, -1);
            } else {
                stored.incrementAndGet();
                exchange.sendResponseHeaders(201, -1);
            }
        }
    }

    private EpisodeReporter reporter() {
        StationConfig config = new StationConfig(
                URI.create("http://127.0.0.1:" + platform.getAddress().getPort()),
                "key",
                root,
                WireEncoding.BINARY,
                System::nanoTime,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                new Random(1),
                DiskNeeds.USUAL,
                EpisodeWatcher.NONE);
        return new EpisodeReporter(config, http, new NoBody());
    }

    private EpisodeRecord ended() throws IOException {
        HeldEpisode held = HeldEpisode.newBuilder()
                .setEpisodeId(EpisodeId.random().toString())
                .setFence(7)
                .setState(EpisodeState.EPISODE_STATE_CREATED)
                .build();
        EpisodeRecord record = EpisodeRecord.started(
                EpisodeJournal.open(root, new DiskRoom(root, DiskNeeds.USUAL))
                        .create(held, EpisodeSpec.getDefaultInstance()),
                held);
        record.upload(
                UploadTarget.newBuilder().setPath("/uploads").setBearer("token").build());
        Path film = Files.write(record.folder().path().resolve(FILM), CONTENT);
        Artifact artifact = ArtifactUploader.describe(FILM, "video/mp4", film);
        record.changed(EpisodeEvent.newBuilder()
                .setState(EpisodeState.EPISODE_STATE_TERMINATED)
                .setEndReason(EndReason.END_REASON_TASK_DONE)
                .setReport(EpisodeReport.newBuilder().addArtifacts(artifact)));
        return record;
    }

    /** Nothing runs here. */
    private static final class NoBody implements StationBody {
        @Override
        public Capabilities capabilities() {
            return Capabilities.getDefaultInstance();
        }

        @Override
        public List<String> violations(EpisodeSpec spec) {
            return List.of();
        }

        @Override
        public void run(EpisodeRun run) {
            throw new AssertionError("nothing runs here");
        }

        @Override
        public byte[] render(RenderRequest request) {
            throw new AssertionError("nothing is drawn here");
        }

        @Override
        public void stop(StopLevel level) {
            throw new AssertionError("nothing moves here");
        }
    }
}
