package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.gateway.stop.StopTokens;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.Station;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Stops over REST, one after the other, while something is wrong or much is going on: from the request to the station's
 * acknowledgement. Every stop must be acknowledged, latched and recorded once; the times go to the log.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@Tag("slow")
class StopLoadTest {
    private static final Logger LOG = Logger.getLogger(StopLoadTest.class);
    private static final int STATIONS = 40;
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    Assignments assignments;

    @Inject
    StopTokens tokens;

    @Inject
    UploadTokens uploads;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Lab.Registered> registered = new ArrayList<>();
    private final List<Station> running = new ArrayList<>();

    @BeforeEach
    void connect() throws IOException {
        for (int i = 0; i < STATIONS; i++) {
            Lab.Registered one = lab.register(StationKind.SIMULATOR);
            registered.add(one);
            CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, false);
            running.add(lab.connect(one, body, WireEncoding.BINARY));
        }
        stopAll("warm-up");
        allRecordedOnceThenCleared();
    }

    @AfterEach
    void disconnect() {
        running.forEach(Station::close);
        http.close();
    }

    @Test
    void everyStopIsAcknowledgedLatchedAndRecordedWhateverIsAway() throws Exception {
        stopAll("all is well");
        allRecordedOnceThenCleared();

        AssignmentData offered;
        try (Frozen database = Frozen.postgres()) {
            assertThat(database.processes()).isPositive();
            TimeUnit.SECONDS.sleep(1);
            stopAll("database hangs");
            assertThat(latched()).isEqualTo(STATIONS);
        }
        allRecordedOnceThenCleared();
        offered = lab.offer(lab.ask(Lab.someone()), registered.getFirst(), 0);
        Lab.until("starts go on with the database back", () -> state(offered) == AssignmentState.LEASED);

        try (Frozen redis = Frozen.redis()) {
            assertThat(redis.processes()).isPositive();
            stopAll("Redis hangs");
        }
        allRecordedOnceThenCleared();
    }

    @Test
    void everyStopIsAcknowledgedWhileTelemetryFloodsAndFilesArrive() throws Exception {
        Lab.Registered busy = lab.register(StationKind.SIMULATOR);
        lab.announce(busy);
        AssignmentData leased = lab.offer(lab.ask(Lab.someone()), busy, 0);
        Lab.await(assignments.lease(leased.id(), leased.fence(), Duration.ofMinutes(5)));
        AtomicBoolean over = new AtomicBoolean();
        try (Flood flood = new Flood(busy, leased, 4, over)) {
            Lab.until("the flood flows", () -> flood.frames() > 50);
            stopAll("telemetry floods");
            LOG.infof("the flood was %d frames", flood.frames());
        }
        allRecordedOnceThenCleared();

        over.set(false);
        Thread uploading = Thread.ofPlatform().start(() -> upload(leased, over));
        stopAll("files arrive");
        over.set(true);
        uploading.join();
        allRecordedOnceThenCleared();
    }

    private AssignmentState state(AssignmentData offered) {
        return Lab.await(assignments.find(offered.id())).orElseThrow().state();
    }

    private long latched() {
        return running.stream().filter(it -> it.status().stopId().isPresent()).count();
    }

    private void stopAll(String meanwhile) {
        String token = tokens.mint("Ada", Duration.ofMinutes(5));
        List<Long> tookNs = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            Station station = running.get(i);
            URI stop = Lab.gateway()
                    .resolve("/api/v1/stations/" + registered.get(i).id() + "/stop");
            HttpRequest request = HttpRequest.newBuilder(stop)
                    .timeout(BOUND)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("a test of stops"))
                    .build();
            long asked = System.nanoTime();
            HttpResponse<String> answer = http.sendAsync(request, BodyHandlers.ofString())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            tookNs.add(System.nanoTime() - asked);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
            Lab.until("latched", () -> station.status().stopId().isPresent());
        }
        tookNs.sort(Long::compare);
        LOG.infof(
                "STOP, %s: %d stops, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, longest %.1f ms",
                meanwhile, tookNs.size(), ms(tookNs, 0.5), ms(tookNs, 0.9), ms(tookNs, 0.99), ms(tookNs, 1));
    }

    private static double ms(List<Long> sorted, double quantile) {
        int index = (int) Math.ceil(quantile * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1e6;
    }

    private void allRecordedOnceThenCleared() {
        for (int i = 0; i < STATIONS; i++) {
            Lab.Registered one = registered.get(i);
            Station station = running.get(i);
            Lab.until(
                    "recorded as latched",
                    () -> now(one).stopId().isPresent()
                            && now(one).stopId().equals(station.status().stopId()));
            Lab.await(stations.clearStop(one.id(), now(one).stopId().orElseThrow(), "Grace", "the test goes on"));
        }
        for (int i = 0; i < STATIONS; i++) {
            Station station = running.get(i);
            Lab.until("cleared", () -> station.status().stopId().isEmpty());
            // A stop that was recorded twice would latch again.
            assertThat(now(registered.get(i)).stopId()).isEmpty();
        }
    }

    private StationData now(Lab.Registered one) {
        return Lab.await(stations.find(one.id())).orElseThrow();
    }

    private void upload(AssignmentData leased, AtomicBoolean over) {
        byte[] piece = new byte[8 * 1024 * 1024];
        for (int i = 0; !over.get(); i++) {
            URI target = Lab.gateway()
                    .resolve("/station/v1/uploads/" + leased.id() + "/" + leased.fence() + "/flood" + i + ".mp4");
            http.sendAsync(
                            HttpRequest.newBuilder(target)
                                    .header("Authorization", "Bearer " + uploads.mint(leased.id(), leased.fence()))
                                    .header("Upload-Offset", "0")
                                    .header("Upload-Length", Long.toString(2L * piece.length))
                                    .header("Upload-Sha256", "0".repeat(64))
                                    .header("Content-Type", "video/mp4")
                                    .PUT(BodyPublishers.ofByteArray(piece))
                                    .build(),
                            BodyHandlers.discarding())
                    .join();
        }
    }
}
